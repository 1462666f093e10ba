import type { Claim } from "./read-request.ts";
import type { Verification } from "./schema.ts";
import type { SignatureScheme, TimestampSource } from "./scheme.ts";
import { describeSkew, formatSeconds, looksLikeMilliseconds, measureSkew } from "./timestamp.ts";
import { conclude, fail, type Outcome, type Run } from "./verdict.ts";

/** Whether a skew is within what the sender's rules allow. */
function isTolerated(timestamp: TimestampSource, skewSeconds: number): boolean {
  const { toleranceSeconds, pastOnly } = timestamp;
  const distance = pastOnly ? skewSeconds : Math.abs(skewSeconds);
  return toleranceSeconds === undefined || distance <= toleranceSeconds;
}

/** Whether a request arrived in time, or has no timestamp to be judged by. */
export function isInTime(scheme: SignatureScheme, claim: Claim, capturedAt: Date): boolean {
  const { timestamp } = scheme;
  const { timestampMs } = claim;
  if (!timestamp || timestampMs === null) return true;
  return isTolerated(timestamp, measureSkew(timestampMs, capturedAt).skewSeconds);
}

/** Ends a check whose signature is right by looking at the clock: at the time of arrival. */
export function judgeTimestamp(
  run: Run,
  scheme: SignatureScheme,
  claim: Claim,
  signed: Outcome,
): Verification {
  const { timestamp } = scheme;
  const { timestampMs } = claim;
  if (!timestamp || timestampMs === null) return conclude(run, signed);
  const { skewMs, skewSeconds } = measureSkew(timestampMs, run.input.capturedAt);
  const outcome = { ...signed, timestampSkewMs: skewMs };
  const age = describeSkew(skewSeconds);
  const limit = timestamp.toleranceSeconds;
  if (limit === undefined || isTolerated(timestamp, skewSeconds)) {
    const rule = limit === undefined ? "no limit is set" : `up to ${formatSeconds(limit)} is fine`;
    run.checks.push({ name: "timestamp", ok: true, detail: `The timestamp ${age}; ${rule}.` });
    const coverage = scheme.coverage ? ` ${scheme.coverage}` : "";
    const message = `The signature is right, and the timestamp ${age}.${coverage}`;
    return conclude(run, { ...outcome, message });
  }
  const isOwnLimit = run.input.options?.toleranceSeconds !== undefined || scheme.configurable;
  const rule = isOwnLimit
    ? `the limit set here is ${formatSeconds(limit)}`
    : `${scheme.label} accepts ${formatSeconds(limit)}`;
  const { status: _status, cause: _cause, ...rest } = outcome;
  const isMilliseconds = timestamp.unit === "s" && looksLikeMilliseconds(claim.timestamp ?? "");
  return fail(run, "timestamp", "timestamp_out_of_tolerance", {
    ...rest,
    message: `The signature is right, but the timestamp ${age}; ${rule}.`,
    hints: isMilliseconds
      ? [...rest.hints, "The timestamp looks like milliseconds; this scheme's are in seconds."]
      : rest.hints,
  });
}
