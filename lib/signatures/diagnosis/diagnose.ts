import { collectCandidates } from "#lib/signatures/candidates.ts";
import { signedTemplate } from "#lib/signatures/contents.ts";
import { signatureLength } from "#lib/signatures/hints.ts";
import { matchSignature } from "#lib/signatures/match-signature.ts";
import { prepareRun } from "#lib/signatures/prepare-run.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { templateHeaders } from "#lib/signatures/template.ts";
import { looksLikeMilliseconds } from "#lib/signatures/timestamp.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import { verify } from "#lib/signatures/verify.ts";
import { verifyToken } from "#lib/signatures/verify-token.ts";
import { addressVariants } from "./address-variants.ts";
import { bodyVariants } from "./body-variants.ts";
import type { DiagnoseInput, Diagnosis, Variant } from "./diagnosis.ts";
import { formatVariants } from "./format-variants.ts";
import { headersOfOther, likelySchemes, rightByOther } from "./scheme-variants.ts";
import { secretVariants } from "./secret-variants.ts";

const MAX_VARIANTS = 200;
const BUDGET_MS = 50;

/** Whether a variant makes the signature right, whatever the clock says. */
async function fits(run: Run, { scheme, request, secrets }: Variant): Promise<boolean> {
  const tried: Run = {
    ...run,
    scheme: scheme ?? run.scheme,
    request: request ?? run.request,
    secrets: { usable: [...(secrets ?? run.secrets.usable)], problems: [] },
    checks: [],
  };
  if (tried.secrets.usable.length === 0) return false;
  const row = tried.scheme;
  if (row.alg === "equal") return (await verifyToken(tried, row)).status === "authenticated";
  const collected = await (row.read?.(tried) ??
    collectCandidates(row, tried.request, templateHeaders(signedTemplate(row))));
  if (!collected.ok || collected.all) return false;
  const wanted = signatureLength(row.alg);
  const claims = collected.claims.filter(({ candidates }) =>
    candidates.some(({ bytes }) => wanted === null || bytes.length === wanted),
  );
  const match = await matchSignature(row, claims, tried.secrets.usable, run.digests);
  const conditions = match?.claim.conditions ?? [];
  return match?.secret != null && conditions.every(({ ok }) => ok);
}

async function* variants(run: Run, input: DiagnoseInput): AsyncGenerator<Variant> {
  yield* secretVariants(run, input);
  yield* formatVariants(run);
  yield* addressVariants(run);
  yield* bodyVariants(run, input);
}

async function searchVariants(run: Run, input: DiagnoseInput): Promise<Diagnosis | null> {
  const deadline = performance.now() + (input.budgetMs ?? BUDGET_MS);
  let tried = 0;
  for await (const variant of variants(run, input)) {
    if (tried >= MAX_VARIANTS || performance.now() > deadline) return null;
    tried += 1;
    if (await fits(run, variant)) {
      const { cause, message, change } = variant;
      return { cause, message, change };
    }
  }
  return null;
}

async function searchSchemes(
  input: DiagnoseInput,
  likely: readonly string[],
): Promise<Diagnosis | null> {
  for (const id of likely) {
    const { options: _, ...rest } = input;
    const { status } = await verify({ ...rest, scheme: id, options: { toleranceSeconds: 0 } });
    if (status === "verified" || status === "authenticated") return rightByOther(input, id);
  }
  return null;
}

/** An old timestamp that was meant in another unit. */
function diagnoseTimestamp(run: Run, verification: Verification): Diagnosis | null {
  const { scheme } = run;
  const timestamp = verification.signedContent?.parts.find(({ name }) => name === "timestamp");
  if (scheme.alg === "equal" || scheme.timestamp?.unit !== "s") return null;
  if (!looksLikeMilliseconds(timestamp?.text ?? "")) return null;
  return {
    cause: "timestamp_sent_in_milliseconds",
    message:
      "The timestamp is in milliseconds, where seconds belong: the sender must divide it by 1,000.",
    change: null,
  };
}

const DIAGNOSABLE = new Set([
  "signature_mismatch",
  "malformed",
  "missing_header",
  "secret_malformed",
]);

/**
 * Looks for the one change that would make a failed request right, among the slips that are known
 * to happen: to the secret, the signature's form, the address, the body, or the choice of scheme.
 * Null when the request is right, or none of them helps. At most 200 variants are tried, within
 * the budget; no secret is repeated. Throws nothing.
 */
export async function diagnose(input: DiagnoseInput): Promise<Diagnosis | null> {
  try {
    const verification = await verify(input);
    const prepared = await prepareRun(input);
    if (verification.status !== "failed" || !prepared.ok) return null;
    const { run } = prepared;
    if (verification.cause === "timestamp_out_of_tolerance") {
      return diagnoseTimestamp(run, verification);
    }
    if (!DIAGNOSABLE.has(verification.cause ?? "")) return null;
    const likely = likelySchemes(input);
    return (
      (await searchSchemes(input, likely.others)) ??
      (await searchVariants(run, input)) ??
      headersOfOther(input, verification, likely)
    );
  } catch {
    return null;
  }
}
