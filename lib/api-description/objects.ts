import { settingChangeSchema } from "#lib/bins/input.ts";
import { retrySchema } from "#lib/delivery/target-input.ts";
import { schemeOptionsSchema, signatureSettingSchema } from "#lib/signatures/options.ts";
import { labRun, resend } from "./answers/batches.ts";
import { binDetail, binSummary, limits, sharedBin } from "./answers/bins.ts";
import {
  deadLetterPage,
  delivery,
  deliveryPage,
  deliverySummary,
  lineage,
} from "./answers/deliveries.ts";
import { errorAnswer } from "./answers/errors.ts";
import { capturedRequest, requestPage, requestSummary } from "./answers/requests.ts";
import { providerSummary, samplePreview } from "./answers/samples.ts";
import { shareSummary } from "./answers/shares.ts";
import { schemeOptions, signatureSetting, verification } from "./answers/signatures.ts";
import { target } from "./answers/targets.ts";
import { SIGNATURE_FIELDS } from "./calls/signatures.ts";
import type { Described } from "./operation.ts";

const OPTION_FIELDS = {
  header: "The header that has the signature.",
  alg: "`generic-hmac`: the hash. `rfc9421`: the algorithm.",
  encoding: "How the signature is written.",
  prefix: "What stands before the signature in its header.",
  key: "How the secret is to be read.",
  template: "What is signed, from `{body}`, `{ts}`, `{url}`, `{method}` and `{header:name}`.",
  timestamp: "Where the timestamp is: `header:x-timestamp`.",
  toleranceSeconds: "How far the timestamp may be from the arrival. 0: don't look at the clock.",
  tolerance: "Another name of `toleranceSeconds`.",
  url: "The address that the provider knows, when it differs from the captured one.",
  certPem: "`aws-sns`, `paypal`: the sender's certificate.",
  cert_pem: "Another name of `certPem`.",
  publicKeyPem: "`aws-sns`, `paypal`: the sender's public key.",
  public_key_pem: "Another name of `publicKeyPem`.",
};

const plain = (schema: Described["schema"]): Described => ({ schema, fields: {} });

/** What several calls send or answer, by the name that it has in the description. */
export const OBJECTS: Record<string, Described> = {
  Bin: plain(binDetail),
  BinSummary: plain(binSummary),
  SharedBin: plain(sharedBin),
  Limits: plain(limits),
  RequestPage: plain(requestPage),
  RequestSummary: plain(requestSummary),
  CapturedRequest: plain(capturedRequest),
  Verification: plain(verification),
  SignatureSetting: plain(signatureSetting),
  SignatureInput: { schema: signatureSettingSchema, fields: SIGNATURE_FIELDS },
  SchemeOptions: plain(schemeOptions),
  SchemeOptionsInput: { schema: schemeOptionsSchema, fields: OPTION_FIELDS },
  SettingChange: {
    schema: settingChangeSchema,
    fields: {
      kind: "What to change.",
      scheme: "`scheme`: the id of the right one.",
      options: "`options`: what to add to the options.",
      position: "`edit_secret`: which of the secrets, from 0.",
      edit: "`edit_secret`: what to do to it.",
      id: "`other_secret`: the id that the diagnosis gave.",
    },
  },
  Delivery: plain(delivery),
  DeliverySummary: plain(deliverySummary),
  DeliveryPage: plain(deliveryPage),
  DeadLetterPage: plain(deadLetterPage),
  Lineage: plain(lineage),
  Target: plain(target),
  RetryPolicy: {
    schema: retrySchema,
    fields: {
      kind: "`none`: one attempt only. `default`: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h.",
      everyMs: "`linear`: the pause, always the same.",
      baseMs: "`exponential`: the first pause.",
      factor: "`exponential`: how much longer each next one is.",
      maxMs: "`exponential`: the longest pause.",
      attempts: "`linear`, `exponential`: how many, the first one included.",
    },
  },
  Resend: plain(resend),
  LabRun: plain(labRun),
  ShareLink: plain(shareSummary),
  Provider: plain(providerSummary),
  SamplePreview: plain(samplePreview),
  Error: plain(errorAnswer),
};
