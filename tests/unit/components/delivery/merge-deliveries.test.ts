import { expect, test } from "vitest";
import { mergeDeliveries } from "#components/delivery/merge-deliveries.ts";
import type { Attempt, Delivery, DeliveryState } from "#lib/delivery/schema.ts";

function delivery(id: string, state: DeliveryState, attempts = 0): Delivery {
  const attempt: Attempt = {
    number: 1,
    at: "2026-11-24T10:00:00.000Z",
    durationMs: 1,
    stage: "response",
    error: null,
    request: { method: "POST", url: "https://example.com/", headers: [], bodyBytes: 0 },
    response: null,
  };
  return {
    id,
    requestId: "request",
    binId: "bin",
    target: "https://example.com/",
    state,
    ...{
      targetId: null,
      targetName: null,
      origin: "resend",
      batchId: null,
      parentId: null,
      depth: 0,
    },
    ...{ nextAttemptAt: null, reason: null, lastStatus: null, lastError: null },
    attemptCount: attempts,
    createdAt: "2026-11-24T10:00:00.000Z",
    finishedAt: null,
    attempts: Array.from({ length: attempts }, (_, index) => ({ ...attempt, number: index + 1 })),
  };
}

const statesOf = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ id, state, attempts }) => `${id} ${state} ${attempts.length}`);

test("News take the place of what was known, and the newest stands first.", () => {
  const known = [delivery("2", "queued"), delivery("1", "failed", 1)];
  const merged = mergeDeliveries(known, [delivery("3", "queued"), delivery("2", "running")]);
  expect(statesOf(merged)).toEqual(["3 queued 0", "2 running 0", "1 failed 1"]);
});

test.each<[known: Delivery, late: Delivery]>([
  [delivery("1", "running"), delivery("1", "queued")],
  [delivery("1", "succeeded", 1), delivery("1", "running")],
  [delivery("1", "failed", 1), delivery("1", "queued")],
  [delivery("1", "queued", 1), delivery("1", "running")],
])("A late answer does not put a delivery back (%#).", (known, late) => {
  expect(mergeDeliveries([known], [late])).toEqual([known]);
});

test("What is known stays when there is nothing new: a list leaves long answers out.", () => {
  const known = delivery("1", "failed", 1);
  expect(mergeDeliveries([known], [delivery("1", "failed", 1)])[0]).toBe(known);
});

test("Between attempts a delivery waits again.", () => {
  const again = delivery("1", "queued", 1);
  expect(mergeDeliveries([delivery("1", "running")], [again])).toEqual([again]);
});

test("What a list leaves out stays: it is cut to the newest.", () => {
  const merged = mergeDeliveries([delivery("1", "failed", 1)], [delivery("2", "queued")]);
  expect(statesOf(merged)).toEqual(["2 queued 0", "1 failed 1"]);
});
