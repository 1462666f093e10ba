import type { LabRun } from "./schema.ts";

/** The answer to one copy of the request; `status` is null when there was none. */
export type LabAnswer = {
  deliveryId: string;
  status: number | null;
  error: string | null;
  /** A hash of the body; null without an answer. */
  bodyHash: string | null;
  durationMs: number;
};

/** Puts equal answers together, the most frequent first. */
export function groupAnswers(answers: readonly LabAnswer[]): LabRun["answers"] {
  const groups = Map.groupBy(
    answers,
    ({ status, bodyHash, error }) => `${status} ${bodyHash} ${error}`,
  );
  return [...groups.values()]
    .map((group) => {
      const durations = group.map(({ durationMs }) => durationMs);
      const { status = null, error = null, bodyHash = null } = group[0] ?? {};
      return {
        ...{ status, error, bodyHash },
        count: group.length,
        fastestMs: Math.min(...durations),
        slowestMs: Math.max(...durations),
        deliveryIds: group.map(({ deliveryId }) => deliveryId),
      };
    })
    .sort((a, b) => b.count - a.count);
}

/**
 * Says in words whether the target treats copies of one request as one. Answers only hint at it: a
 * target may answer alike and still act twice, so the best word is "likely".
 */
export function judgeLab(groups: LabRun["answers"], times: number): LabRun["verdict"] {
  const answered = groups.filter(({ status }) => status !== null);
  const count = answered.reduce((sum, group) => sum + group.count, 0);
  if (count < 2)
    return unknown(`Only ${count} of ${times} copies were answered: nothing can be said.`);
  const of = (test: (status: number) => boolean) =>
    answered.filter(({ status }) => status !== null && test(status));
  const sum = (some: LabRun["answers"]) => some.reduce((total, group) => total + group.count, 0);
  const good = sum(of((status) => status >= 200 && status < 300));
  const conflicts = sum(of((status) => status === 409 || status === 208));
  const busy = sum(of((status) => status === 429));
  const broken = sum(of((status) => status >= 500));
  if (broken > 0) {
    return unlikely(
      `${broken} of ${count} copies were answered with a server error: the target breaks when it gets the same event again.`,
    );
  }
  if (busy > 0) {
    return unknown(
      `${busy} of ${count} copies were answered 429, too many requests: space them out.`,
    );
  }
  if (good === 0)
    return unknown("Every copy was refused: the target did not take the event at all.");
  if (good === 1 && conflicts === count - 1) {
    return likely(
      "One copy was taken and every other refused as known (409): the target sees duplicates.",
    );
  }
  if (good + conflicts < count) {
    return unlikely(
      "Some copies were taken and others refused: what happens depends on the order.",
    );
  }
  const bodies = of((status) => status >= 200 && status < 300).length;
  const all = good === count;
  if (bodies === 1) {
    const which = all
      ? `All ${good} copies got the very same answer`
      : `${good} of ${count} copies got the very same answer, the others were refused as known (409)`;
    return likely(`${which}: the target looks idempotent. Check that it acted only once.`);
  }
  const which = all ? `The ${good} copies got` : `${good} of ${count} copies were taken, with`;
  return unlikely(
    `${which} ${bodies} different answers: each may have been handled as a new event.`,
  );
}

const likely = (sentence: string) => ({ idempotent: "likely", sentence }) as const;
const unlikely = (sentence: string) => ({ idempotent: "unlikely", sentence }) as const;
const unknown = (sentence: string) => ({ idempotent: "unknown", sentence }) as const;
