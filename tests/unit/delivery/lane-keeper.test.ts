import { beforeEach, describe, expect, test } from "vitest";
import { breakers } from "#lib/delivery/host-breakers.ts";
import { createLaneKeeper, type DeliveryBudget } from "#lib/delivery/lane-keeper.ts";
import type { Lane } from "#lib/delivery/queue.ts";
import type { TargetSettings } from "#lib/delivery/target-settings.ts";

let nowMs = 0;
beforeEach(() => {
  nowMs = 0;
  breakers().clear();
});

function lane(changes: Partial<Lane> = {}, settings: Partial<TargetSettings> = {}): Lane {
  return {
    ...{ lane: "target:t", ordered: false, owner: "b", targetId: "t", url: "https://a.test/x" },
    ...{ dueInMs: 0, running: true, settings },
    ...changes,
  };
}

const keeper = (budget: DeliveryBudget | null = null) =>
  createLaneKeeper({ budget, nowMs: () => nowMs });

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

  test("no more at once for one owner, so that others have room", () => {
    const limits = keeper();
    const room = (targetId: string, owner = "b") =>
      limits.reserve(
        lane({ targetId, lane: `target:${targetId}`, owner }, { concurrency: 64 }),
        192,
      )?.room;
    expect([room("t"), room("u"), room("v")]).toEqual([64, 32, undefined]);
    expect(room("w", "c")).toBe(64);
  });

  test("no more in a second than its rate, and what was not claimed counts not", () => {
    const limits = keeper();
    const settings = { ratePerSecond: 50, concurrency: 64 };
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(5);
    expect(limits.reserve(lane({}, settings), 10)).toBeNull();
    expect(limits.waitMs(lane())).toBe(20);
    limits.release(lane(), 2);
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(2);
    nowMs = 1_000;
    expect(limits.reserve(lane({}, settings), 10)?.room).toBe(5);
  });

  test("spread over the second, also the first one", () => {
    const limits = keeper();
    const settings = { ratePerSecond: 5, concurrency: 64 };
    let begun = 0;
    for (nowMs = 0; nowMs < 1_000; nowMs += 10) {
      begun += limits.reserve(lane({}, settings), 10)?.room ?? 0;
    }
    expect(begun).toBe(5);
  });

  test("no more in a minute than the budget of the owner, for all targets of all bins", () => {
    const limits = keeper({ perOwner: 10, perHost: 100 });
    expect(limits.reserve(lane(), 7)?.room).toBe(7);
    expect(limits.overBudget(lane())).toBeNull();
    const other = lane({ targetId: "u", lane: "target:u" });
    expect(limits.reserve(other, 7)?.room).toBe(3);
    expect(limits.reserve(other, 7)).toBeNull();
    expect(limits.overBudget(other)).toBe("owner");
    expect(limits.reserve(lane({ owner: "c", url: "https://b.test/" }), 7)?.room).toBe(7);
    nowMs = 6_000;
    expect(limits.reserve(other, 7)?.room).toBe(1);
  });

  test("no more in a minute to one host, whoever sends it and to which path and port", () => {
    const limits = keeper({ perOwner: 100, perHost: 10 });
    const from = (owner: string, url: string) =>
      lane({ owner, url, targetId: owner, lane: `target:${owner}` });
    expect(limits.reserve(from("b", "https://a.test/x"), 7)?.room).toBe(7);
    expect(limits.reserve(from("c", "http://A.test.:8080/y"), 7)?.room).toBe(3);
    const third = from("d", "https://a.test/z");
    expect([limits.reserve(third, 7), limits.overBudget(third)]).toEqual([null, "host"]);
    expect(limits.reserve(from("d", "https://other.test/"), 7)?.room).toBe(7);
    limits.release(third, 2);
    expect(limits.reserve(third, 7)?.room).toBe(2);
    expect(limits.waitMs(third)).toBe(6_000);
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
