import { beforeEach, describe, expect, test } from "vitest";
import { breakers } from "#lib/delivery/host-breakers.ts";
import { createLaneKeeper } from "#lib/delivery/lane-keeper.ts";
import type { Lane } from "#lib/delivery/queue.ts";
import type { TargetSettings } from "#lib/delivery/target-settings.ts";

let nowMs = 0;
beforeEach(() => {
  nowMs = 0;
  breakers().clear();
});

function lane(changes: Partial<Lane> = {}, settings: Partial<TargetSettings> = {}): Lane {
  return {
    ...{ lane: "target:t", ordered: false, binId: "b", targetId: "t", url: "https://a.test/x" },
    ...{ dueInMs: 0, running: true, settings },
    ...changes,
  };
}

const keeper = (deliveriesPerMinute: number | null = null) =>
  createLaneKeeper({ deliveriesPerMinute, nowMs: () => nowMs });

describe("reserve", () => {
  test("no more at once than the target allows, over all its lanes", () => {
    const limits = keeper();
    const settings = { concurrency: 3 };
    expect(limits.reserve(lane({ lane: "target:t:1", ordered: true }, settings), 10)?.room).toBe(1);
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(2);
    expect(limits.reserve(lane({}, settings), 10)).toBeNull();
    limits.release(lane(), 1);
    limits.end(lane(), false);
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(2);
  });

  test("no more at once for one bin, so that others have room", () => {
    const limits = keeper();
    const room = (targetId: string, binId = "b") =>
      limits.reserve(
        lane({ targetId, lane: `target:${targetId}`, binId }, { concurrency: 64 }),
        192,
      )?.room;
    expect([room("t"), room("u"), room("v")]).toEqual([64, 32, undefined]);
    expect(room("w", "c")).toBe(64);
  });

  test("no more in a second than its rate, and what was not claimed counts not", () => {
    const limits = keeper();
    const settings = { ratePerSecond: 5 };
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(5);
    expect(limits.reserve(lane({}, settings), 10)).toBeNull();
    expect(limits.waitMs(lane())).toBe(200);
    limits.release(lane(), 2);
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(2);
    nowMs = 1_000;
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(5);
  });

  test("no more in a minute than the budget of the bin, for all its targets", () => {
    const limits = keeper(10);
    expect(limits.reserve(lane(), 7)?.room).toBe(7);
    expect(limits.isOverBudget(lane())).toBe(false);
    const other = lane({ targetId: "u", lane: "target:u" });
    expect(limits.reserve(other, 7)?.room).toBe(3);
    expect(limits.reserve(other, 7)).toBeNull();
    expect(limits.isOverBudget(other)).toBe(true);
    expect(limits.reserve(lane({ binId: "c" }), 7)?.room).toBe(7);
    nowMs = 6_000;
    expect(limits.reserve(other, 7)?.room).toBe(1);
  });

  test("nothing of a paused or deleted target, but what a person sends", () => {
    const limits = keeper();
    expect(limits.reserve(lane({ running: false }), 1)).toBeNull();
    expect(limits.reserve(lane({ running: null }), 1)).toBeNull();
    const byHand = lane({ lane: "hand:b:https://a.test", running: false });
    expect(limits.reserve(byHand, 1)?.room).toBe(1);
  });

  test("nothing while the host's breaker is open, then one probe", () => {
    const limits = keeper();
    for (let n = 0; n < 10; n += 1) {
      limits.reserve(lane(), 1);
      limits.end(lane(), true);
    }
    expect(limits.reserve(lane(), 5)).toBeNull();
    expect(limits.reserve(lane({ lane: "hand:b:https://a.test" }), 5)?.room).toBe(5);
    nowMs = 30_000;
    expect(limits.reserve(lane(), 5)?.room).toBe(1);
    expect(limits.reserve(lane(), 5)).toBeNull();
    limits.release(lane(), 1);
    expect(limits.reserve(lane(), 5)?.room).toBe(1);
    limits.end(lane(), false);
    expect(limits.reserve(lane(), 5)?.room).toBe(5);
  });
});
