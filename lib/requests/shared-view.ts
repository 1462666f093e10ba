import { type HeaderList, REDACTED, redactHeaders } from "#lib/http/headers.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import type { CapturedRequest } from "./schema.ts";

/**
 * A request as a reader through a share link sees it. The bin's slug is always hidden: it is the
 * address that writes, and a link only reads. So are expected and received digests, which are as good
 * as a signature for this body. Credential headers are hidden when the link says so (`redact`).
 */
export function asShared(
  request: CapturedRequest,
  { slug, redact }: { slug: string; redact: boolean },
): CapturedRequest {
  const hideSlug = (text: string) => text.replaceAll(slug, REDACTED);
  const shown = (headers: HeaderList): HeaderList =>
    (redact ? redactHeaders(headers) : headers).map(([name, value]) => [name, hideSlug(value)]);
  return {
    ...request,
    target: hideSlug(request.target),
    headers: shown(request.headers),
    trailers: shown(request.trailers),
    verification:
      request.verification && sharedVerification(request.verification, redact, hideSlug),
    redacted: redact,
  };
}

function sharedVerification(
  verification: Verification,
  redact: boolean,
  hideSlug: (text: string) => string,
): Verification {
  const { expected: _expected, received: _received, signedContent, ...rest } = verification;
  // It can repeat a credential header, so it goes where those are hidden.
  if (redact || !signedContent) return rest;
  const parts = signedContent.parts.map(({ name, text }) => ({ name, text: hideSlug(text) }));
  return { ...rest, signedContent: { ...signedContent, parts } };
}
