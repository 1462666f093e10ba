import type { HeaderList } from "#lib/http/headers.ts";

/** A request to send to a bin, byte for byte. */
export type SeedRequest = {
  method: string;
  /** Below the capture URL, with its query; percent-encoded. */
  path: string;
  headers: HeaderList;
  /** More than one part is sent chunked. */
  body: readonly Uint8Array[];
  /** Sent after the body; the request is chunked then. */
  trailers?: HeaderList;
};

const encoder = new TextEncoder();

/** A request with one body: text as UTF-8, or bytes. */
export function seedRequest(
  method: string,
  path: string,
  headers: HeaderList,
  body: string | Uint8Array = "",
): SeedRequest {
  return { method, path, headers, body: [typeof body === "string" ? encoder.encode(body) : body] };
}
