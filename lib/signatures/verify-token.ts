import { findHeaders } from "#lib/http/headers.ts";
import type { Digests } from "./digest.ts";
import { equalBytes, utf8Bytes, wireBytes } from "./encoding.ts";
import { otherSchemeHints } from "./hints.ts";
import type { Verification } from "./schema.ts";
import type { TokenScheme } from "./scheme.ts";
import { secretHints, type UsableSecret } from "./secrets.ts";
import { conclude, fail, nameSecret, type Run, trimmedHint } from "./verdict.ts";

const MAX_VALUES = 10;

/**
 * The secret that equals one of the header's values, null when none does. Digests are compared,
 * so that neither the content nor the length of a secret shows in the time.
 */
async function matchToken(
  values: readonly string[],
  secrets: readonly UsableSecret[],
  { sha256 }: Digests,
): Promise<UsableSecret | null> {
  const received: Uint8Array[] = [];
  for (const value of values.slice(0, MAX_VALUES)) {
    const token = value.trim();
    const onWire = wireBytes(token);
    received.push(await sha256(onWire));
    const asText = utf8Bytes(token);
    // Differs outside ASCII only, when the value did not come through Node.
    if (asText.length !== onWire.length) received.push(await sha256(asText));
  }
  for (const secret of secrets) {
    const expected = await sha256(secret.key.bytes);
    let matches = false;
    for (const digest of received) {
      if (equalBytes(digest, expected)) matches = true;
    }
    if (matches) return secret;
  }
  return null;
}

/** Header, then token: the part of a check that follows the secrets, for shared tokens. */
export async function verifyToken(run: Run, scheme: TokenScheme): Promise<Verification> {
  const { header } = scheme.signature;
  const sent = findHeaders(run.request.headers, header);
  const values = sent.filter((value) => value.trim() !== "");
  if (values.length === 0) {
    return fail(run, "header", "missing_header", {
      message:
        sent.length > 0
          ? `The request's ${header} header is empty.`
          : `The request has no ${header} header.`,
      hints: otherSchemeHints(scheme, run.request.headers),
    });
  }
  run.checks.push({ name: "header", ok: true, detail: `The request has its ${header} header.` });
  const secret = await matchToken(values, run.secrets.usable, run.digests);
  if (secret === null) {
    return fail(run, "token", "signature_mismatch", {
      message: `The token in ${header} is not the one set here.`,
      hints: secretHints(scheme, run.input.secrets),
    });
  }
  const detail = `${nameSecret(run, secret.position)} equals the token.`;
  run.checks.push({ name: "token", ok: true, detail });
  return conclude(run, {
    status: "authenticated",
    cause: null,
    message: `The token is right. ${scheme.label} sends it beside the body and does not sign the body: it shows who sent the request, not that the body is unchanged.`,
    matchedSecret: secret.position,
    hints: trimmedHint(run, secret),
  });
}
