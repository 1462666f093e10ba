import type { AttemptStage, SchedulePreview } from "./schema.ts";
import type { RetryPolicy, TargetSettings } from "./target-settings.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses before each attempt: those of Svix (github.com/svix/svix-webhooks, server/svix-server). */
const DEFAULT_PAUSES_MS = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
];

/** Each pause is this much shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2;
/** What a 429 or a timeout asks for at least: the target has too much to do. */
const MIN_PAUSE_WHEN_BUSY_MS = 60 * SECOND_MS;
/** The longest `Retry-After` that is honoured. */
const MAX_RETRY_AFTER_MS = 24 * HOUR_MS;
/** 410 Gone: the target says that it will never take this again (RFC 9110 §15.5.11). */
const GONE = 410;

/** How an attempt ended, as far as the next one depends on it. */
export type AttemptOutcome = {
  stage: AttemptStage;
  /** Null without an answer, or when its body did not arrive whole. */
  status: number | null;
  /** The value of the answer's `Retry-After`. */
  retryAfter: string | null;
};

/** What becomes of a delivery after an attempt. `reason` is a key to group by. */
export type Verdict =
  | { kind: "succeeded" }
  | { kind: "retry"; afterMs: number; reason: string }
  | { kind: "given_up"; reason: string };

export type RetryRules = Pick<TargetSettings, "retry" | "successStatuses" | "neverRetryStatuses">;

/** The pauses before each attempt in milliseconds, the first one (0) included. */
export function pausesOf(policy: RetryPolicy): number[] {
  switch (policy.kind) {
    case "none":
      return [0];
    case "default":
      return DEFAULT_PAUSES_MS;
    case "linear":
      return Array.from({ length: policy.attempts }, (_, i) => (i === 0 ? 0 : policy.everyMs));
    case "exponential":
      return Array.from({ length: policy.attempts }, (_, i) =>
        i === 0 ? 0 : Math.min(policy.maxMs, policy.baseMs * policy.factor ** (i - 1)),
      );
  }
}

/** True when a status is in a list such as `["2xx", "304"]`. */
function isSuccess(status: number, successStatuses: readonly string[]): boolean {
  return successStatuses.some((entry) =>
    entry.endsWith("xx") ? Math.floor(status / 100) === Number(entry[0]) : Number(entry) === status,
  );
}

/** The pause that `Retry-After` asks for (RFC 9110 §10.2.3: seconds or a date); null when it is neither. */
export function readRetryAfter(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * SECOND_MS, MAX_RETRY_AFTER_MS);
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) return null;
  return Math.min(Math.max(0, atMs - nowMs), MAX_RETRY_AFTER_MS);
}

/** A key to group failures by: `http_503`, or the stage where it ended. */
function reasonOf({ stage, status }: AttemptOutcome): string {
  if (stage === "response") return status === null ? "answer" : `http_${status}`;
  return stage;
}

/**
 * What follows from an attempt. `failures` counts the failed attempts of this schedule, this one
 * included; `random` is a number of [0, 1). What the guard refused is never tried again: the address
 * stays what it is.
 */
export function judgeOutcome(input: {
  outcome: AttemptOutcome;
  failures: number;
  rules: RetryRules;
  nowMs: number;
  random: number;
}): Verdict {
  const { outcome, failures, rules, nowMs, random } = input;
  const { stage, status } = outcome;
  if (stage === "response" && status !== null && isSuccess(status, rules.successStatuses)) {
    return { kind: "succeeded" };
  }
  const reason = reasonOf(outcome);
  const final =
    stage === "guard" ||
    (status !== null && (status === GONE || rules.neverRetryStatuses.includes(status)));
  const pauseMs = pausesOf(rules.retry)[failures];
  if (final || pauseMs === undefined) return { kind: "given_up", reason };
  const asked = outcome.retryAfter === null ? null : readRetryAfter(outcome.retryAfter, nowMs);
  const leastMs = Math.max(
    status === 429 || stage === "timeout" ? MIN_PAUSE_WHEN_BUSY_MS : 0,
    asked ?? 0,
  );
  const jitteredMs = pauseMs * (1 - JITTER + 2 * JITTER * random);
  return { kind: "retry", afterMs: Math.round(Math.max(jitteredMs, leastMs)), reason };
}

/** The schedule drawn out, for attempts that fail at once and ask for nothing. */
export function previewSchedule(policy: RetryPolicy): SchedulePreview {
  let afterStartMs = 0;
  const attempts = pausesOf(policy).map((pauseMs, index) => {
    afterStartMs += pauseMs;
    return {
      attempt: index + 1,
      earliestMs: Math.round(pauseMs * (1 - JITTER)),
      latestMs: Math.round(pauseMs * (1 + JITTER)),
      afterStartMs,
    };
  });
  const summary =
    attempts.length === 1 ? "One attempt, no retries" : `Last try in ${inTwoUnits(afterStartMs)}`;
  return { attempts, summary };
}

const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ["d", 24 * HOUR_MS],
  ["h", HOUR_MS],
  ["min", MINUTE_MS],
  ["s", SECOND_MS],
];

/** `1 d 3 h`, `35 min`, `5 s`: the two largest units, less than a second as 0 s. */
export function inTwoUnits(ms: number): string {
  const first = UNITS.findIndex(([, unitMs]) => ms >= unitMs);
  if (first === -1) return "0 s";
  let rest = ms;
  const parts = UNITS.slice(first, first + 2).map(([name, unitMs]) => {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    return count === 0 ? "" : `${count} ${name}`;
  });
  return parts.filter((part) => part !== "").join(" ");
}
