import { inTwoUnits } from "#lib/delivery/retry-schedule.ts";
import type { Attempt, Delivery } from "#lib/delivery/schema.ts";
import { attemptOutcome } from "./attempt-outcome.ts";
import { gapWords } from "./gap-words.ts";
import type { TimePoint } from "./time-line.tsx";

/** The attempts of a delivery and the one that is to come as points in time; empty before the first. */
export function attemptPoints(delivery: Delivery, nowMs: number): TimePoint[] {
  const { attempts, nextAttemptAt, state } = delivery;
  const [first] = attempts;
  if (first === undefined) return [];
  const startMs = Date.parse(first.at);
  const points = attempts.map((attempt, index): TimePoint => {
    const arrived = state === "succeeded" && index === attempts.length - 1;
    return {
      key: attempt.number,
      offsetMs: Date.parse(attempt.at) - startMs,
      tone: arrived ? "good" : "bad",
      words: attemptWords(attempt, attempts[index - 1]),
    };
  });
  if (nextAttemptAt === null) return points;
  const offsetMs = Date.parse(nextAttemptAt) - startMs;
  return [...points, { key: "next", offsetMs, tone: "coming", words: nextWords(delivery, nowMs) }];
}

function attemptWords(attempt: Attempt, before: Attempt | undefined): string {
  const { title } = attemptOutcome(attempt);
  const what = `${attempt.number} · ${attempt.response ? attempt.response.status : title}`;
  if (before === undefined) return what;
  const gapMs = Math.max(0, Date.parse(attempt.at) - Date.parse(before.at));
  return `${what}, ${gapWords(gapMs)} later`;
}

/** When the next attempt goes out: "next try in 4 min 30 s". */
export function nextWords(
  { nextAttemptAt }: Pick<Delivery, "nextAttemptAt">,
  nowMs: number,
): string {
  const waitMs = nextAttemptAt === null ? 0 : Date.parse(nextAttemptAt) - nowMs;
  return waitMs < 1_000 ? "next try now" : `next try in ${inTwoUnits(waitMs)}`;
}
