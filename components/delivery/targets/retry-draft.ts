import type { RetryPolicy } from "#lib/delivery/target-settings.ts";

/** A retry schedule as it is typed, with what the other kinds had before. */
export type RetryDraft = {
  kind: RetryPolicy["kind"];
  everySeconds: string;
  baseSeconds: string;
  factor: string;
  maxSeconds: string;
  attempts: string;
};

const MAX_ATTEMPTS = 20;
const MIN_PAUSE_SECONDS = 0.1;
const MAX_PAUSE_SECONDS = 86_400;
const MAX_FACTOR = 10;

/** The draft of a stored schedule. */
export function retryDraftOf(policy: RetryPolicy): RetryDraft {
  return {
    kind: policy.kind,
    everySeconds: policy.kind === "linear" ? String(policy.everyMs / 1000) : "60",
    baseSeconds: policy.kind === "exponential" ? String(policy.baseMs / 1000) : "10",
    factor: policy.kind === "exponential" ? String(policy.factor) : "2",
    maxSeconds: policy.kind === "exponential" ? String(policy.maxMs / 1000) : "3600",
    attempts: "attempts" in policy ? String(policy.attempts) : "8",
  };
}

/** The schedule that was typed, or a sentence saying what is wrong with it. */
export function readRetry(
  draft: RetryDraft,
): { ok: true; policy: RetryPolicy } | { ok: false; message: string } {
  const { kind } = draft;
  if (kind === "none" || kind === "default") return { ok: true, policy: { kind } };
  const attempts = Number(draft.attempts);
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > MAX_ATTEMPTS) {
    return refuse(`Write a whole number of attempts, 1 to ${MAX_ATTEMPTS}.`);
  }
  if (kind === "linear") {
    const everyMs = pauseMs(draft.everySeconds);
    if (everyMs === null) return refuse(`Write a pause of ${PAUSES}.`);
    return { ok: true, policy: { kind, everyMs, attempts } };
  }
  const [baseMs, maxMs] = [pauseMs(draft.baseSeconds), pauseMs(draft.maxSeconds)];
  const factor = Number(draft.factor);
  if (baseMs === null) return refuse(`Write a first pause of ${PAUSES}.`);
  if (!(factor >= 1 && factor <= MAX_FACTOR)) return refuse("Write a factor of 1 to 10.");
  if (maxMs === null) return refuse(`Write a longest pause of ${PAUSES}.`);
  return { ok: true, policy: { kind, baseMs, factor, maxMs, attempts } };
}

const PAUSES = `${MIN_PAUSE_SECONDS} s to 24 h, in seconds`;

function pauseMs(text: string): number | null {
  const seconds = Number(text);
  if (!(seconds >= MIN_PAUSE_SECONDS && seconds <= MAX_PAUSE_SECONDS)) return null;
  return Math.round(seconds * 1000);
}

function refuse(message: string) {
  return { ok: false, message } as const;
}
