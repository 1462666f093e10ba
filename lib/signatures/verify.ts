import { looksPublic } from "./key-format.ts";
import { prepareRun } from "./prepare-run.ts";
import type { Verification } from "./schema.ts";
import { describeProblem, secretHints } from "./secrets.ts";
import { fail, type Run, unverifiable, type VerifyInput } from "./verdict.ts";
import { verifySignature } from "./verify-signature.ts";
import { verifyToken } from "./verify-token.ts";

/** An HMAC with a key that anyone may know proves nothing: the classic attack on JWT. */
function refusePublicSecrets(run: Run): Verification | null {
  const { scheme, input } = run;
  if (scheme.alg === "equal" || scheme.key !== "jwk-or-utf8") return null;
  if (!input.secrets.some(looksPublic)) return null;
  return fail(run, "secret", "algorithm_refused", {
    message: "A public key can't be the secret of an HMAC: anyone could sign with it.",
    hints: [],
  });
}

function checkSecrets(run: Run): Verification | null {
  const { usable, problems } = run.secrets;
  const count = run.input.secrets.length;
  const described = problems.map((problem) => describeProblem(problem, count));
  if (usable.length > 0) {
    const detail =
      described.join(" ") || (count === 1 ? "The secret can be used." : "The secrets can be used.");
    run.checks.push({ name: "secret", ok: true, detail });
    return null;
  }
  return fail(run, "secret", "secret_malformed", {
    message: described.join(" "),
    hints: secretHints(run.scheme, run.input.secrets),
  });
}

async function check(input: VerifyInput): Promise<Verification> {
  const prepared = await prepareRun(input);
  if (!prepared.ok) return prepared.verification;
  const { run } = prepared;
  const { scheme } = run;
  const refused = refusePublicSecrets(run) ?? checkSecrets(run);
  if (refused) return refused;
  return scheme.alg === "equal" ? verifyToken(run, scheme) : verifySignature(run, scheme);
}

/**
 * Checks a request's signature or token. Total: whatever is wrong is in the result, nothing is
 * thrown, and no secret is repeated. The order is secret, header, format, signature, and only
 * then the timestamp, so that an old request whose signature is right says just that.
 */
export async function verify(input: VerifyInput): Promise<Verification> {
  try {
    return await check(input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unverifiable(input.scheme, "malformed", `The check could not be made: ${reason}.`);
  }
}
