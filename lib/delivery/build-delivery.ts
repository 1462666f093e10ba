import { findHeaders, type HeaderList } from "#lib/http/headers.ts";
import { forwardableHeaders } from "./outgoing-headers.ts";

/** The parts of a captured request that can be sent on. */
export type Sendable = { method: string; headers: HeaderList; body: Uint8Array };

/** What the user changed; what is absent stays as captured. `headers` replaces the whole list. */
export type DeliveryEdits = {
  method?: string | undefined;
  headers?: HeaderList | undefined;
  body?: Uint8Array | undefined;
};

/** What will be sent. A `null` body is the captured one, unchanged. */
export type BuiltDelivery = {
  method: string;
  url: string;
  headers: HeaderList;
  body: Uint8Array | null;
};

/**
 * Turns a captured request and edits into what goes to a target. Cookies and credentials stay: it is
 * the user's own request. `CDN-Loop` is the captured one even after edits, so that circles end.
 */
export function buildDelivery(
  captured: Sendable,
  edits: DeliveryEdits,
  target: string,
): BuiltDelivery {
  const url = new URL(target);
  url.hash = "";
  const chosen = forwardableHeaders(edits.headers ?? captured.headers).filter(
    ([name]) => name.toLowerCase() !== "cdn-loop",
  );
  const loops: HeaderList = findHeaders(captured.headers, "cdn-loop").map((value) => [
    "CDN-Loop",
    value,
  ]);
  return {
    method: edits.method ?? captured.method,
    url: url.href,
    headers: [...chosen, ...loops],
    body: edits.body && !Buffer.from(edits.body).equals(captured.body) ? edits.body : null,
  };
}
