import { expect, test } from "vitest";
import { type DeliveryBranch, deliveryBranches } from "#components/delivery/delivery-branches.ts";
import type { Delivery } from "#lib/delivery/schema.ts";

function delivery(id: string, parentId: string | null): Delivery {
  return {
    id,
    parentId,
    depth: parentId === null ? 0 : 1,
    ...{
      requestId: "request",
      binId: "bin",
      targetId: null,
      targetName: null,
      target: "https://example.com/",
    },
    ...{ state: "succeeded", origin: "chain", batchId: null, attemptCount: 0, attempts: [] },
    ...{ nextAttemptAt: null, reason: null, lastStatus: null, lastError: null },
    ...{ createdAt: "2026-11-24T10:00:00.000Z", finishedAt: null },
  };
}

const drawn = (branches: readonly DeliveryBranch[]): string =>
  branches.map(({ delivery: { id }, next }) => `${id}(${drawn(next)})`).join(" ");

test("Each stands below the one whose answer it carries on, the newest chain first.", () => {
  const newestFirst = [
    ...[delivery("6", "5"), delivery("5", null), delivery("4", "2")],
    ...[delivery("3", "2"), delivery("2", "1"), delivery("1", null)],
  ];
  expect(drawn(deliveryBranches(newestFirst))).toBe("5(6()) 1(2(4() 3()))");
});

test("One whose parent is not listed begins a chain of its own.", () => {
  expect(drawn(deliveryBranches([delivery("2", "1")]))).toBe("2()");
});
