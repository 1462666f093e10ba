import type { HeaderList } from "#lib/http/headers.ts";
import type { Moment } from "./moment.ts";
import type { BodyFormat } from "./write-body.ts";

/** The document that a payload is modelled on. The values are invented here. */
export type PayloadSource = {
  url: string;
  /** Of the document: a licence's name, or `public documentation`. */
  licence: string;
  /** Fields or nested objects that the document has are left out. */
  abridged?: true;
};

/** One kind of event that a provider sends. */
export type SampleEvent = {
  /** Fit for an address: small letters, digits, dots, hyphens and underscores. */
  id: string;
  /** For people: `Order created`. */
  label: string;
  /** What the provider calls it, where that is not the id. */
  topic?: string;
  source: PayloadSource;
  /** Of the body, where it is not the provider's usual one. */
  format?: BodyFormat;
  payload: (moment: Moment) => unknown;
};

/** A provider whose requests can be sent signed. */
export type SampleProvider = {
  id: string;
  label: string;
  /** How it signs: a scheme's id. */
  scheme: string;
  format: BodyFormat;
  /** Below the capture URL. */
  path: string;
  /** All of them but those of the signature and the framing of the message. */
  headers: (moment: Moment, event: SampleEvent) => HeaderList;
  events: readonly SampleEvent[];
};

/** What the provider calls an event. */
export function topicOf(event: SampleEvent): string {
  return event.topic ?? event.id;
}
