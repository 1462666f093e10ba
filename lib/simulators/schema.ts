import type { Breakage } from "./break-sample.ts";
import type { SampleRequest } from "./build-sample.ts";
import type { PayloadSource } from "./provider.ts";

/** A provider in `GET /simulators`. */
export type ProviderSummary = {
  id: string;
  label: string;
  /** The id of the scheme it signs with. */
  scheme: string;
  /** What can be broken on purpose. */
  breakages: Breakage[];
  events: {
    id: string;
    label: string;
    /** What the provider calls it. */
    topic: string;
  }[];
};

/**
 * What signs a sample for a bin:
 * - `bin_secret`: the bin's own secret, and the check will pass;
 * - `new_secret`: the bin checks nothing yet and will be set to check this, with a new secret;
 * - `other_scheme`, `foreign_key`: the bin checks another scheme, or this one with another key; the
 *   check will fail.
 */
export type SampleSigner = "bin_secret" | "new_secret" | "other_scheme" | "foreign_key";

/** `GET /simulators/:provider/:event`: the request that would be sent, to be edited. */
export type SamplePreview = {
  /** Of the delivery. Given back when sending, it keeps the ids that the preview shows. */
  id: string;
  request: SampleRequest;
  /** The headers that will be added by signing; empty when the signature goes into body or address. */
  signedBy: string[];
  source: PayloadSource;
  /** Null without a bin. */
  signer: SampleSigner | null;
  /** What the receiver checks with, in schemes with public keys; null in others. */
  publicKey: string | null;
};

/** `POST /bins/:id/samples`. */
export type SampleSent = {
  /** Of the captured requests: two when the sample was sent twice. */
  requestIds: string[];
  /** The first of them. */
  requestId: string;
  /** What happened, in a sentence. */
  message: string;
  /** Of the deliveries to the target, if one was given. */
  deliveryIds: string[];
};
