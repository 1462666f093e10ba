import {
  admits,
  type Breaker,
  CLOSED,
  cancelProbe,
  record,
  startProbe,
} from "./circuit-breaker.ts";
import { breakers } from "./host-breakers.ts";
import { isByHand } from "./lane.ts";
import type { Lane } from "./queue.ts";
import { createRateAllowance, type RateAllowance } from "./rate-allowance.ts";
import { readSettings } from "./target-input.ts";

/** Of all lanes of one bin at once: a bin whose targets hang leaves room for others. */
const MAX_PER_BIN = 96;
/** Of one origin at once, for what a person sends. */
const HAND_CONCURRENCY = 64;
const MINUTE_MS = 60_000;
/** Groups that are at rest are forgotten once this many are known. */
const SWEEP_AT_GROUPS = 10_000;
const SWEEP_AT_HOSTS = 10_000;

/** What shares a concurrency and a rate: a target with all its lanes, or an origin used by hand. */
type Group = { inFlight: number; rate: RateAllowance | null; ratePerSecond: number | null };

/** A place taken for deliveries that are about to be claimed. */
export type Reservation = { lane: string; ordered: boolean; room: number };

/** What an attempt counted as while it was under way. */
type Claimed = { lane: string; targetId: string | null; binId: string; url: string };

/** Decides how many deliveries of which lane may begin now. Limits are those of this one server. */
export type LaneKeeper = {
  /** Takes up to `free` places for a due lane; null when it has to wait. */
  reserve: (lane: Lane, free: number) => Reservation | null;
  /** Milliseconds until a lane that was due but had no room for its rate may have some; else null. */
  waitMs: (lane: Lane) => number | null;
  /** Gives back what was reserved but not claimed. */
  release: (lane: Lane, unused: number) => void;
  /** True when a due lane waits because its bin has sent all that it may for now. */
  isOverBudget: (lane: Lane) => boolean;
  /** An attempt ended. `hostFailed`: null when it says nothing about the host. */
  end: (claimed: Claimed, hostFailed: boolean | null) => void;
};

/** `deliveriesPerMinute` is the budget of each bin; null: none. */
export function createLaneKeeper(input: {
  deliveriesPerMinute: number | null;
  nowMs: () => number;
}): LaneKeeper {
  const { deliveriesPerMinute, nowMs } = input;
  const groups = new Map<string, Group>();
  const budgets = new Map<string, RateAllowance>();
  const inFlightOfBin = new Map<string, number>();

  function groupOf(name: string, ratePerSecond: number | null): Group {
    const known = groups.get(name);
    if (known?.ratePerSecond === ratePerSecond) return known;
    const rate = ratePerSecond === null ? null : createRateAllowance(ratePerSecond, 1000);
    const group = { inFlight: known?.inFlight ?? 0, rate, ratePerSecond };
    if (groups.size >= SWEEP_AT_GROUPS) sweep();
    groups.set(name, group);
    return group;
  }

  function sweep(): void {
    for (const [name, group] of groups) if (group.inFlight === 0) groups.delete(name);
    budgets.clear();
  }

  function budgetOf(binId: string): RateAllowance | null {
    if (deliveriesPerMinute === null) return null;
    const budget = budgets.get(binId) ?? createRateAllowance(deliveriesPerMinute, MINUTE_MS);
    budgets.set(binId, budget);
    return budget;
  }

  function countOfBin(binId: string, change: number): void {
    const count = (inFlightOfBin.get(binId) ?? 0) + change;
    if (count > 0) inFlightOfBin.set(binId, count);
    else inFlightOfBin.delete(binId);
  }

  return {
    reserve(lane, free) {
      const now = nowMs();
      const settings = lane.targetId === null ? null : readSettings(lane.settings);
      const byHand = isByHand(lane.lane);
      if (!byHand && lane.running !== true) return null;
      const group = groupOf(groupName(lane), byHand ? null : (settings?.ratePerSecond ?? null));
      const budget = budgetOf(lane.binId);
      const host = new URL(lane.url).origin;
      const admitted = byHand ? "all" : admits(breakers().get(host) ?? CLOSED, now);
      const most = byHand ? HAND_CONCURRENCY : (settings?.concurrency ?? 1);
      const room = Math.min(
        free,
        most - group.inFlight,
        MAX_PER_BIN - (inFlightOfBin.get(lane.binId) ?? 0),
        lane.ordered || admitted === "probe" ? 1 : free,
        admitted === "none" ? 0 : free,
        group.rate?.left(now) ?? free,
        budget?.left(now) ?? free,
      );
      if (room <= 0) return null;
      if (admitted === "probe") change(lane.url, (breaker) => startProbe(breaker, now));
      group.inFlight += room;
      countOfBin(lane.binId, room);
      group.rate?.spend(room, now);
      budget?.spend(room, now);
      return { lane: lane.lane, ordered: lane.ordered, room };
    },
    waitMs(lane) {
      const now = nowMs();
      const rate = groups.get(groupName(lane))?.rate?.waitMs(now) ?? 0;
      const budget = budgets.get(lane.binId)?.waitMs(now) ?? 0;
      return Math.max(rate, budget) || null;
    },
    isOverBudget: (lane) => (budgets.get(lane.binId)?.left(nowMs()) ?? 1) === 0,
    release(lane, unused) {
      if (unused === 0) return;
      change(lane.url, (breaker) => cancelProbe(breaker, nowMs()));
      const group = groups.get(groupName(lane));
      if (group) group.inFlight -= unused;
      countOfBin(lane.binId, -unused);
      group?.rate?.refund(unused);
      budgets.get(lane.binId)?.refund(unused);
    },
    end(claimed, hostFailed) {
      const { binId, url } = claimed;
      const group = groups.get(groupName(claimed));
      if (group) group.inFlight -= 1;
      countOfBin(binId, -1);
      const now = nowMs();
      if (hostFailed === null) change(url, (breaker) => cancelProbe(breaker, now));
      else change(url, (breaker) => record(breaker, hostFailed, now));
    },
  };
}

/** Changes the breaker of a URL's host; closed ones are forgotten once too many are known. */
function change(url: string, next: (breaker: Breaker) => Breaker): void {
  const host = new URL(url).origin;
  if (breakers().size >= SWEEP_AT_HOSTS) {
    for (const [known, { state }] of breakers()) if (state === "closed") breakers().delete(known);
  }
  breakers().set(host, next(breakers().get(host) ?? CLOSED));
}

/** What a lane shares its limits with. */
function groupName({ lane, targetId }: { lane: string; targetId: string | null }): string {
  return isByHand(lane) || targetId === null ? lane : targetId;
}
