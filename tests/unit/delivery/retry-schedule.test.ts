import { describe, expect, test } from "vitest";
import {
  type AttemptOutcome,
  judgeOutcome,
  pausesOf,
  previewSchedule,
  type RetryRules,
  readRetryAfter,
} from "#lib/delivery/retry-schedule.ts";

const NOW_MS = Date.parse("2026-11-24T10:00:00Z");
const RULES: RetryRules = {
  retry: { kind: "default" },
  successStatuses: ["2xx"],
  neverRetryStatuses: [],
};

function judge(
  outcome: Partial<AttemptOutcome>,
  failures = 1,
  rules: Partial<RetryRules> = {},
  random = 0.5,
) {
  return judgeOutcome({
    outcome: { stage: "response", status: 500, retryAfter: null, ...outcome },
    failures,
    rules: { ...RULES, ...rules },
    nowMs: NOW_MS,
    random,
  });
}

describe("judgeOutcome", () => {
  test("2xx is success, anything else waits as scheduled.", () => {
    expect(judge({ status: 204 })).toEqual({ kind: "succeeded" });
    expect(judge({ status: 302 })).toEqual({ kind: "retry", afterMs: 5_000, reason: "http_302" });
    expect(judge({ status: 503 }, 2)).toMatchObject({ afterMs: 300_000 });
    expect(judge({ stage: "connect", status: null }, 7)).toEqual({
      kind: "retry",
      afterMs: 36_000_000,
      reason: "connect",
    });
  });

  test("After the last attempt it is given up.", () => {
    expect(judge({}, 8)).toEqual({ kind: "given_up", reason: "http_500" });
    expect(judge({}, 1, { retry: { kind: "none" } })).toMatchObject({ kind: "given_up" });
  });

  test("Jitter is a fifth to either side.", () => {
    expect(judge({}, 2, {}, 0)).toMatchObject({ afterMs: 240_000 });
    expect(judge({}, 2, {}, 0.999_999)).toMatchObject({ afterMs: 360_000 });
  });

  test("The statuses of success and of no return are settings; 410 never comes back.", () => {
    expect(judge({ status: 302 }, 1, { successStatuses: ["2xx", "302"] }).kind).toBe("succeeded");
    expect(judge({ status: 204 }, 1, { successStatuses: ["200"] }).kind).toBe("retry");
    expect(judge({ status: 410 }).kind).toBe("given_up");
    expect(judge({ status: 422 }, 1, { neverRetryStatuses: [422] }).kind).toBe("given_up");
  });

  test("What the guard refused is not tried again.", () => {
    expect(judge({ stage: "guard", status: null })).toEqual({ kind: "given_up", reason: "guard" });
  });

  test("429 and timeouts wait a minute at least.", () => {
    expect(judge({ status: 429 })).toMatchObject({ afterMs: 60_000 });
    expect(judge({ stage: "timeout", status: null })).toMatchObject({ afterMs: 60_000 });
    expect(judge({ status: 429 }, 2)).toMatchObject({ afterMs: 300_000 });
  });

  test("Retry-After is honoured when it asks for more, up to a day.", () => {
    expect(judge({ status: 503, retryAfter: "30" })).toMatchObject({ afterMs: 30_000 });
    expect(judge({ status: 503, retryAfter: "1" })).toMatchObject({ afterMs: 5_000 });
    expect(judge({ status: 503, retryAfter: "999999999" })).toMatchObject({ afterMs: 86_400_000 });
    expect(judge({ status: 503, retryAfter: "soon" })).toMatchObject({ afterMs: 5_000 });
  });

  test("An answer that broke off is no success, whatever its status.", () => {
    expect(judge({ stage: "response", status: null })).toMatchObject({ reason: "answer" });
  });
});

test.each([
  ["120", 120_000],
  [" 0 ", 0],
  ["Tue, 24 Nov 2026 10:01:00 GMT", 60_000],
  ["Tuesday, 24-Nov-26 10:01:00 GMT", 60_000],
  ["Mon, 23 Nov 2026 10:00:00 GMT", 0],
  ["Thu, 26 Nov 2026 10:00:00 GMT", 86_400_000],
  ["99999999999999999999", 86_400_000],
  ["-5", null],
  ["1.5", null],
  ["2026-11-24T10:01:00Z", null],
  ["", null],
])("Retry-After %j is %j ms", (value, expected) => {
  expect(readRetryAfter(value, NOW_MS)).toBe(expected);
});

describe("schedules", () => {
  test("linear and exponential", () => {
    expect(pausesOf({ kind: "linear", everyMs: 1_000, attempts: 3 })).toEqual([0, 1_000, 1_000]);
    const policy = {
      kind: "exponential",
      baseMs: 1_000,
      factor: 3,
      maxMs: 5_000,
      attempts: 5,
    } as const;
    expect(pausesOf(policy)).toEqual([0, 1_000, 3_000, 5_000, 5_000]);
  });

  test("The default one is drawn with its bounds and its end.", () => {
    const { attempts, summary } = previewSchedule({ kind: "default" });
    expect(attempts).toHaveLength(8);
    expect(attempts[0]).toEqual({ attempt: 1, earliestMs: 0, latestMs: 0, afterStartMs: 0 });
    expect(attempts[2]).toEqual({
      attempt: 3,
      earliestMs: 240_000,
      latestMs: 360_000,
      afterStartMs: 305_000,
    });
    expect(summary).toBe("Last try in 1 d 3 h");
    expect(previewSchedule({ kind: "none" }).summary).toBe("One attempt, no retries");
    const linear = previewSchedule({ kind: "linear", everyMs: 90_000, attempts: 2 });
    expect(linear.summary).toBe("Last try in 1 min 30 s");
  });
});
