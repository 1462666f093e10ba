import { collectCandidates } from "./candidates.ts";
import { signedTemplate } from "./contents.ts";
import { formatHints, mismatchHints, otherSchemeHints } from "./hints.ts";
import { judgeTimestamp } from "./judge-timestamp.ts";
import { algorithmName, matchSignature, type SignatureMatch } from "./match-signature.ts";
import { importPublicKey, isPublicKeyAlgorithm } from "./public-key.ts";
import type { Claim, Collected, Unreadable } from "./read-request.ts";
import type { Verification } from "./schema.ts";
import { type SignatureScheme, senderName } from "./scheme.ts";
import { secretHints } from "./secrets.ts";
import { describeParts, templateHeaders } from "./template.ts";
import { measureSkew } from "./timestamp.ts";
import {
  conclude,
  fail,
  nameSecret,
  noneMatches,
  type Outcome,
  type Run,
  trimmedHint,
} from "./verdict.ts";

/** The skew is told even when the signature is wrong: it is then only what the request claims. */
function claimedSkew(run: Run, claim: Claim) {
  if (claim.timestampMs === null) return {};
  return { timestampSkewMs: measureSkew(claim.timestampMs, run.input.capturedAt).skewMs };
}

function refuse(run: Run, scheme: SignatureScheme, problem: Unreadable): Verification {
  const { cause, message, received } = problem;
  if (cause === "missing_header") {
    const hints = otherSchemeHints(scheme, run.request.headers);
    return fail(run, "header", cause, { message, hints });
  }
  run.checks.push({ name: "header", ok: true, detail: "The request has a signature." });
  const hints = received === undefined ? [] : formatHints(scheme, received);
  const evidence = received === undefined ? {} : { received };
  return fail(run, "format", cause, { message, ...evidence, hints });
}

function noteFormat(run: Run, scheme: SignatureScheme, count: number, place: string): void {
  const { encoding } = scheme.signature;
  const subject = count === 1 ? "The signature is" : `${count} signatures are`;
  run.checks.push(
    { name: "header", ok: true, detail: `The request has its ${place}.` },
    { name: "format", ok: true, detail: `${subject} valid ${encoding}.` },
  );
}

/** Gives the secrets the key that the options hold; a result when there is none. */
async function takeKeyFromOptions(run: Run, scheme: SignatureScheme): Promise<Verification | null> {
  if (!scheme.keyInOptions || !isPublicKeyAlgorithm(scheme.alg)) return null;
  const { certPem, publicKeyPem } = run.input.options ?? {};
  const pem = certPem ?? publicKeyPem;
  if (pem === undefined || pem.trim() === "") {
    return conclude(run, {
      status: "unverifiable",
      cause: "key_unavailable",
      message: `${scheme.label}'s certificate is needed to check this: paste it into the settings.`,
      hints: [],
    });
  }
  const imported = await importPublicKey(pem.trim(), scheme.alg);
  if (!imported.ok) {
    const message = `The certificate or public key ${imported.message}.`;
    return fail(run, "secret", "secret_malformed", { message, hints: [] });
  }
  for (const secret of run.secrets.usable) secret.publicKey = imported.key;
  return null;
}

function mismatch(run: Run, scheme: SignatureScheme, match: SignatureMatch, received: string) {
  const what = scheme.signed === "{body}" ? "this body" : "this content";
  const reason = isPublicKeyAlgorithm(scheme.alg)
    ? `the key does not confirm it for ${what}`
    : `${noneMatches(run)} it for ${what}`;
  return fail(run, "signature", "signature_mismatch", {
    message: `The signature does not match: ${reason}.`,
    ...evidenceOf(match, received),
    ...claimedSkew(run, match.claim),
    hints: [
      ...secretHints(scheme, run.input.secrets),
      ...mismatchHints(scheme, run.request, match.claim.candidates),
    ],
  });
}

function evidenceOf(match: SignatureMatch, received: string) {
  const { parts, expected } = match;
  const digest = expected === undefined ? {} : { expected };
  return { signedContent: describeParts(parts), ...digest, received };
}

/** What a scheme covers, and how a right signature reads. */
function rightMessage(scheme: SignatureScheme): string {
  const coverage = scheme.coverage ? ` ${scheme.coverage}` : "";
  return `The signature is right: ${senderName(scheme)} signed exactly this content.${coverage}`;
}

function judgeConditions(run: Run, match: SignatureMatch, rest: Omit<Outcome, "status" | "cause">) {
  for (const { check, ok, cause, detail } of match.claim.conditions ?? []) {
    if (!ok) return fail(run, check, cause, { ...rest, message: detail });
    run.checks.push({ name: check, ok, detail });
  }
  return null;
}

async function findMatch(
  run: Run,
  scheme: SignatureScheme,
  collected: Extract<Collected, { ok: true }>,
): Promise<SignatureMatch | null> {
  const { claims, all } = collected;
  const { usable } = run.secrets;
  if (!all) return matchSignature(scheme, claims, usable, run.digests);
  let last: SignatureMatch | null = null;
  for (const claim of claims) {
    last = await matchSignature(scheme, [claim], usable, run.digests);
    if (!last?.secret) return last;
  }
  return last;
}

/** Header, format, signature, timestamp: the part of a check that follows the secrets. */
export async function verifySignature(run: Run, scheme: SignatureScheme): Promise<Verification> {
  const collected = await (scheme.read?.(run) ??
    collectCandidates(scheme, run.request, templateHeaders(signedTemplate(scheme))));
  if (!collected.ok) return refuse(run, scheme, collected);
  const { claims, received, place } = collected;
  noteFormat(
    run,
    scheme,
    claims.reduce((sum, claim) => sum + claim.candidates.length, 0),
    place,
  );
  const keyless = await takeKeyFromOptions(run, scheme);
  if (keyless) return keyless;

  const match = await findMatch(run, scheme, collected);
  if (match === null) {
    const message = "There is nothing to compare.";
    return conclude(run, { status: "unverifiable", cause: "malformed", message, hints: [] });
  }
  if (match.secret === null) return mismatch(run, scheme, match, received);

  const { position } = match.secret;
  const name = algorithmName(scheme.alg);
  const detail = isPublicKeyAlgorithm(scheme.alg)
    ? `The key confirms this ${name} signature.`
    : `${nameSecret(run, position)} gives this ${name} signature.`;
  run.checks.push({ name: "signature", ok: true, detail });
  const right = {
    message: rightMessage(scheme),
    ...evidenceOf(match, received),
    matchedSecret: position,
    hints: trimmedHint(run, match.secret),
  };
  return (
    judgeConditions(run, match, right) ??
    judgeTimestamp(run, scheme, match.claim, { status: "verified", cause: null, ...right })
  );
}
