import { configureScheme, withAlgorithm, withNamesOf } from "./configure.ts";
import { hasCrypto, webDigests } from "./digest.ts";
import type { Verification } from "./schema.ts";
import { findScheme, SCHEMES } from "./schemes.ts";
import { readSecrets } from "./secrets.ts";
import { type Run, unverifiable, type VerifyInput } from "./verdict.ts";

export type PreparedRun = { ok: true; run: Run } | { ok: false; verification: Verification };

function impossible(verification: Verification): PreparedRun {
  return { ok: false, verification };
}

/** Finds the scheme, puts the options into it and reads the secrets: what a check starts from. */
export async function prepareRun(input: VerifyInput): Promise<PreparedRun> {
  const row = findScheme(input.scheme);
  if (row === null) {
    const known = SCHEMES.map((scheme) => scheme.id).join(", ");
    const message = `There is no scheme called “${input.scheme}”; known ones are ${known}.`;
    return impossible(unverifiable(input.scheme, "malformed", message));
  }
  const options = input.options ?? {};
  const configured = configureScheme(row, options);
  if (!configured.ok) return impossible(unverifiable(row.id, "malformed", configured.message));
  if (input.secrets.length === 0) {
    const message = "There is no secret to check with.";
    return impossible(unverifiable(row.id, "key_unavailable", message));
  }
  if (Number.isNaN(input.capturedAt.getTime())) {
    const message = "The time of arrival is not a valid date.";
    return impossible(unverifiable(row.id, "malformed", message));
  }
  if (!input.digests && !hasCrypto()) {
    const message = "Signatures can't be computed here: browsers allow it only over HTTPS.";
    return impossible(unverifiable(row.id, "key_unavailable", message));
  }
  const request = options.url ? { ...input.request, url: options.url } : input.request;
  const named = withNamesOf(configured.scheme, request.headers);
  const scheme = withAlgorithm(named, request, options, input.secrets);
  const run: Run = {
    scheme,
    input,
    request,
    secrets: await readSecrets(scheme, input.secrets),
    digests: input.digests ?? webDigests,
    checks: [],
  };
  return { ok: true, run };
}
