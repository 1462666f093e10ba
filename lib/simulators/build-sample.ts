import type { HeaderList } from "#lib/http/headers.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { momentOf } from "./moment.ts";
import type { SampleEvent, SampleProvider } from "./provider.ts";
import { writeBody } from "./write-body.ts";

/** A request as the provider would send it, but for the signature. */
export type SampleRequest = { method: string; path: string; headers: HeaderList; body: string };

/** What is changed before sending; what is absent stays. `headers` replaces the whole list. */
export type SampleEdits = {
  [Part in keyof SampleRequest]?: SampleRequest[Part] | undefined;
};

export type SampleInput = {
  provider: SampleProvider;
  event: SampleEvent;
  /** When the event happens. */
  now: Date;
  /** A UUID: the delivery's id, and what the other ids are made of. */
  id: string;
  edits?: SampleEdits | undefined;
};

/** The event's request at this moment, with the edits in it. */
export function buildSample({ provider, event, now, id, edits = {} }: SampleInput): SampleRequest {
  const moment = momentOf(now, id);
  const body =
    edits.body === undefined
      ? writeBody(event.format ?? provider.format, event.payload(moment))
      : refreshTimestamp(edits.body, provider.scheme, now);
  return {
    method: edits.method ?? "POST",
    path: edits.path ?? provider.path,
    headers: edits.headers ?? provider.headers(moment, event),
    body,
  };
}

/** Schemes that judge a timestamp in the body would call an edited one stale: editing takes time. */
function refreshTimestamp(body: string, schemeId: string, now: Date): string {
  const scheme = findScheme(schemeId);
  if (!scheme || scheme.alg === "equal" || scheme.timestamp?.from !== "body") return body;
  const { name, unit } = scheme.timestamp;
  if (!/^\w+$/.test(name)) return body;
  const time = unit === "ms" ? now.getTime() : Math.floor(now.getTime() / 1000);
  return body.replace(new RegExp(`("${name}"\\s*:\\s*)\\d+`), `$1${time}`);
}
