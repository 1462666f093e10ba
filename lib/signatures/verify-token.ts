import type { Digests } from "./digest.ts";
import { equalBytes } from "./encoding.ts";
import { otherSchemeHints } from "./hints.ts";
import { readTokens } from "./read-token.ts";
import type { Verification } from "./schema.ts";
import { senderName, type TokenScheme } from "./scheme.ts";
import { secretHints, type UsableSecret } from "./secrets.ts";
import { conclude, fail, nameSecret, type Run, trimmedHint } from "./verdict.ts";

/**
 * The secret that equals one of the tokens, null when none does. Digests are compared, so that
 * neither the content nor the length of a secret shows in the time.
 */
async function matchToken(
  tokens: readonly Uint8Array[],
  secrets: readonly UsableSecret[],
  { sha256 }: Digests,
): Promise<UsableSecret | null> {
  const received = await Promise.all(tokens.map((token) => sha256(token)));
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

/** Place, format, then token: the part of a check that follows the secrets, for shared tokens. */
export async function verifyToken(run: Run, scheme: TokenScheme): Promise<Verification> {
  const collected = readTokens(run.request, scheme.signature);
  if (!collected.ok) {
    const { cause, message } = collected;
    if (cause === "missing_header") {
      const hints = otherSchemeHints(scheme, run.request.headers);
      return fail(run, "header", cause, { message, hints });
    }
    return fail(run, "format", cause, { message, hints: [] });
  }
  const { tokens, place } = collected;
  run.checks.push({ name: "header", ok: true, detail: `The request has its ${place}.` });
  const secret = await matchToken(tokens, run.secrets.usable, run.digests);
  if (secret === null) {
    return fail(run, "token", "signature_mismatch", {
      message: `The token in the ${place} is not the one set here.`,
      hints: secretHints(scheme, run.input.secrets),
    });
  }
  const detail = `${nameSecret(run, secret.position)} equals the token.`;
  run.checks.push({ name: "token", ok: true, detail });
  const name = senderName(scheme);
  const who = name.charAt(0).toUpperCase() + name.slice(1);
  return conclude(run, {
    status: "authenticated",
    cause: null,
    message: `The token is right. ${who} sends it beside the body and does not sign the body: it shows who sent the request, not that the body is unchanged.`,
    matchedSecret: secret.position,
    hints: trimmedHint(run, secret),
  });
}
