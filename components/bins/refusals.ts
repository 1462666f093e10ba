import type { Limits, RefusalSummary } from "#lib/bins/schema.ts";
import { formatBytes, formatCount } from "#lib/format.ts";

const HOUR_MS = 3_600_000;

/** The refusals of the last hour, latest first. */
export function recentRefusals(refusals: RefusalSummary[], nowMs: number): RefusalSummary[] {
  return refusals
    .filter((refusal) => nowMs - Date.parse(refusal.lastAt) < HOUR_MS)
    .sort((a, b) => Date.parse(b.lastAt) - Date.parse(a.lastAt));
}

/** "37 requests refused in the last hour: over 600 a minute". */
export function summarizeRefusals(recent: RefusalSummary[], limits: Limits): string {
  const count = recent.reduce((sum, refusal) => sum + refusal.count, 0);
  const reasons = [...new Set(recent.map((refusal) => refusal.reason))];
  const why = reasons.map((reason) => describeReason(reason, limits)).join("; ");
  return `${formatCount(count, "request")} refused in the last hour: ${why}`;
}

function describeReason(reason: RefusalSummary["reason"], limits: Limits): string {
  if (reason === "body_too_large") return `body over ${formatBytes(limits.maxBodyBytes)}`;
  return limits.capturesPerMinute === null
    ? "over the rate limit"
    : `over ${limits.capturesPerMinute.toLocaleString("en")} a minute`;
}
