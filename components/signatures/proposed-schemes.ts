import { bytesFromBase64 } from "#components/requests/request-address.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { detectSchemes } from "#lib/signatures/detect.ts";

/** Base64 of the 63 KiB that are enough for signatures inside a body. */
const READ_CHARS = 84 * 1024;

/** The ids of the schemes that a request looks like, the likeliest first. */
export function proposedSchemes(
  request: Pick<CapturedRequest, "headers" | "bodyBase64"> | null,
): string[] {
  if (request === null) return [];
  return detectSchemes(
    request.headers,
    bytesFromBase64((request.bodyBase64 ?? "").slice(0, READ_CHARS)),
  );
}
