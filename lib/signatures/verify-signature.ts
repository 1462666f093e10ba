import { type CandidateGroup, type Collected, collectCandidates } from "./candidates.ts";
import { signedTemplate } from "./configure.ts";
import { hashName } from "./digest.ts";
import { formatHints, mismatchHints, otherSchemeHints } from "./hints.ts";
import { matchSignature, type SignatureMatch } from "./match-signature.ts";
import type { Verification } from "./schema.ts";
import { type HmacScheme, senderName } from "./scheme.ts";
import { secretHints } from "./secrets.ts";
import { describeParts, templateHeaders } from "./template.ts";
import { describeSkew, formatSeconds, looksLikeMilliseconds, measureSkew } from "./timestamp.ts";
import {
  conclude,
  fail,
  nameSecret,
  noneMatches,
  type Outcome,
  type Run,
  trimmedHint,
  unverifiable,
} from "./verdict.ts";

function judgeTimestamp(run: Run, scheme: HmacScheme, match: SignatureMatch, signed: Outcome) {
  const { timestamp } = scheme;
  const { timestampMs } = match.group;
  if (!timestamp || timestampMs === null) return conclude(run, signed);
  const { skewMs, skewSeconds } = measureSkew(timestampMs, run.input.capturedAt);
  const outcome = { ...signed, timestampSkewMs: skewMs };
  const age = describeSkew(skewSeconds);
  const limit = timestamp.toleranceSeconds;
  if (limit === undefined || Math.abs(skewSeconds) <= limit) {
    const rule = limit === undefined ? "no limit is set" : `up to ${formatSeconds(limit)} is fine`;
    const detail = `The timestamp ${age}; ${rule}.`;
    run.checks.push({ name: "timestamp", ok: true, detail });
    return conclude(run, {
      ...outcome,
      message: `The signature is right, and the timestamp ${age}.`,
    });
  }
  const isOwnLimit = run.input.options?.toleranceSeconds !== undefined || scheme.configurable;
  const rule = isOwnLimit
    ? `the limit set here is ${formatSeconds(limit)}`
    : `${scheme.label} accepts ${formatSeconds(limit)}`;
  const { status: _status, cause: _cause, ...rest } = outcome;
  const isMilliseconds =
    timestamp.unit === "s" && looksLikeMilliseconds(match.group.timestamp ?? "");
  return fail(run, "timestamp", "timestamp_out_of_tolerance", {
    ...rest,
    message: `The signature is right, but the timestamp ${age}; ${rule}.`,
    hints: isMilliseconds
      ? [...rest.hints, "The timestamp looks like milliseconds; this scheme's are in seconds."]
      : rest.hints,
  });
}

/** The skew is told even when the signature is wrong: it is then only what the request claims. */
function claimedSkew(run: Run, group: CandidateGroup) {
  if (group.timestampMs === null) return {};
  return { timestampSkewMs: measureSkew(group.timestampMs, run.input.capturedAt).skewMs };
}

function refuseFormat(
  run: Run,
  scheme: HmacScheme,
  problem: Extract<Collected, { ok: false }>,
): Verification {
  const { message } = problem;
  if (problem.cause === "missing_header") {
    const hints = otherSchemeHints(scheme, run.request.headers);
    return fail(run, "header", problem.cause, { message, hints });
  }
  const { cause, received } = problem;
  run.checks.push({
    name: "header",
    ok: true,
    detail: `The request has its ${scheme.signature.header} header.`,
  });
  const hints = formatHints(scheme, received);
  return fail(run, "format", cause, { message, received, hints });
}

/** Header, format, signature, timestamp: the part of a check that follows the secrets, for HMAC. */
export async function verifySignature(run: Run, scheme: HmacScheme): Promise<Verification> {
  const { request } = run;
  const collected = collectCandidates(
    scheme,
    request.headers,
    templateHeaders(signedTemplate(scheme)),
  );
  if (!collected.ok) return refuseFormat(run, scheme, collected);
  const { groups, received } = collected;
  const count = groups.reduce((sum, group) => sum + group.candidates.length, 0);
  run.checks.push(
    { name: "header", ok: true, detail: `The request has its ${scheme.signature.header} header.` },
    {
      name: "format",
      ok: true,
      detail: `${count === 1 ? "The signature is" : `${count} signatures are`} valid ${scheme.signature.encoding}.`,
    },
  );

  const match = await matchSignature(scheme, request, groups, run.secrets.usable, run.digests);
  if (match === null) {
    return unverifiable(scheme.id, "malformed", "There is nothing to compare.");
  }
  const evidence = {
    signedContent: describeParts(match.parts),
    expected: match.expected,
    received,
  };
  if (match.secret === null) {
    const what = scheme.signed === "{body}" ? "this body" : "this content";
    return fail(run, "signature", "signature_mismatch", {
      message: `The signature does not match: ${noneMatches(run)} it for ${what}.`,
      ...evidence,
      ...claimedSkew(run, match.group),
      hints: [...secretHints(scheme, run.input.secrets), ...mismatchHints(scheme, request, groups)],
    });
  }

  const { position } = match.secret;
  const detail = `${nameSecret(run, position)} gives this ${hashName(scheme.alg)} signature.`;
  run.checks.push({ name: "signature", ok: true, detail });
  return judgeTimestamp(run, scheme, match, {
    status: "verified",
    cause: null,
    message: `The signature is right: ${senderName(scheme)} signed exactly this content.`,
    ...evidence,
    matchedSecret: position,
    hints: trimmedHint(run, match.secret),
  });
}
