import { expect, test } from "vitest";
import { recentRefusals, summarizeRefusals } from "#components/bins/refusals.ts";
import type { Limits, RefusalSummary } from "#lib/bins/schema.ts";

const NOW_MS = Date.parse("2026-03-01T12:00:00Z");
const LIMITS: Limits = {
  maxRequests: 500,
  maxBodyBytes: 10 * 1024 * 1024,
  capturesPerMinute: 600,
  retentionDays: 7,
  deliveriesPerMinute: 1_200,
  maxDeadLetters: 1_000,
};

function refusal(change: Partial<RefusalSummary>): RefusalSummary {
  return {
    reason: "rate_limited",
    status: 429,
    count: 1,
    lastAt: "2026-03-01T11:59:00Z",
    method: "POST",
    path: "/",
    remoteAddress: "192.0.2.1",
    declaredBytes: null,
    ...change,
  };
}

test("only the last hour's refusals count, the latest first", () => {
  const old = refusal({ lastAt: "2026-03-01T11:00:00Z" });
  const middle = refusal({ lastAt: "2026-03-01T11:00:01Z" });
  const late = refusal({ lastAt: "2026-03-01T11:59:59Z" });
  expect(recentRefusals([old, middle, late], NOW_MS)).toEqual([late, middle]);
});

test("the summary adds up the minutes and names the limit", () => {
  expect(summarizeRefusals([refusal({ count: 30 }), refusal({ count: 7 })], LIMITS)).toBe(
    "37 requests refused in the last hour: over 600 a minute",
  );
});

test("both reasons are named when both limits were hit", () => {
  const large = refusal({ reason: "body_too_large", status: 413 });
  expect(summarizeRefusals([large, refusal({})], LIMITS)).toBe(
    "2 requests refused in the last hour: body over 10 MiB; over 600 a minute",
  );
});

test("a rate that is no longer limited is not given a number", () => {
  expect(summarizeRefusals([refusal({})], { ...LIMITS, capturesPerMinute: null })).toBe(
    "1 request refused in the last hour: over the rate limit",
  );
});
