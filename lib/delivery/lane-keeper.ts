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
import { targetHost } from "./target-url.ts";

/** Of all lanes of one owner at once: whose targets hang leaves room for others. */
const MAX_PER_OWNER = 96;
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
type Claimed = { lane: string; targetId: string | null; owner: string; url: string };

/** Decides how many deliveries of which lane may begin now. Limits are those of this one server. */
export type LaneKeeper = {
  /** Takes up to `free` places for a due lane; null when it has to wait. */
  reserve: (lane: Lane, free: number) => Reservation | null;
  /** Milliseconds until a lane that was due but had no room for its rate may have some; else null. */
  waitMs: (lane: Lane) => number | null;
  /** Gives back what was reserved but not claimed. */
  release: (lane: Lane, unused: number) => void;
  /** Whose budget is used up, so that a due lane waits; null: nobody's. */
  overBudget: (lane: Lane) => "owner" | "host" | null;
  /** An attempt ended. `hostFailed`: null when it says nothing about the host. */
  end: (claimed: Claimed, hostFailed: boolean | null) => void;
};

/** Deliveries a minute that one owner may send, and that one host may get of all together. */
export type DeliveryBudget = { perOwner: number; perHost: number };

/** `budget` null: none. */
export function createLaneKeeper(input: {
  budget: DeliveryBudget | null;
  nowMs: () => number;
}): LaneKeeper {
  const { budget, nowMs } = input;
  const groups = new Map<string, Group>();
  const ofOwners = createBudgets(budget?.perOwner ?? null);
  const ofHosts = createBudgets(budget?.perHost ?? null);
  const inFlightOfOwner = new Map<string, number>();

  function groupOf(name: string, ratePerSecond: number | null): Group {
    const known = groups.get(name);
    if (known?.ratePerSecond === ratePerSecond) return known;
    const rate = ratePerSecond === null ? null : targetRate(ratePerSecond);
    const group = { inFlight: known?.inFlight ?? 0, rate, ratePerSecond };
    if (groups.size >= SWEEP_AT_GROUPS) sweep();
    groups.set(name, group);
    return group;
  }

  function sweep(): void {
    for (const [name, group] of groups) if (group.inFlight === 0) groups.delete(name);
  }

  function countOfOwner(owner: string, change: number): void {
    const count = (inFlightOfOwner.get(owner) ?? 0) + change;
    if (count > 0) inFlightOfOwner.set(owner, count);
    else inFlightOfOwner.delete(owner);
  }

  /** All that limits how much of a lane may begin in a time. */
  function ratesOf(lane: Lane): RateAllowance[] {
    const rates = [groups.get(groupName(lane))?.rate, ofOwners(lane.owner), ofHosts(hostOf(lane))];
    return rates.filter((rate) => rate != null);
  }

  return {
    reserve(lane, free) {
      const now = nowMs();
      const settings = lane.targetId === null ? null : readSettings(lane.settings);
      const byHand = isByHand(lane.lane);
      if (!byHand && lane.running !== true) return null;
      const group = groupOf(groupName(lane), byHand ? null : (settings?.ratePerSecond ?? null));
      const rates = ratesOf(lane);
      const host = new URL(lane.url).origin;
      const admitted = byHand ? "all" : admits(breakers().get(host) ?? CLOSED, now);
      const most = byHand ? HAND_CONCURRENCY : (settings?.concurrency ?? 1);
      const room = Math.min(
        free,
        most - group.inFlight,
        MAX_PER_OWNER - (inFlightOfOwner.get(lane.owner) ?? 0),
        lane.ordered || admitted === "probe" ? 1 : free,
        admitted === "none" ? 0 : free,
        ...rates.map((rate) => rate.left(now)),
      );
      if (room <= 0) return null;
      if (admitted === "probe") change(lane.url, (breaker) => startProbe(breaker, now));
      group.inFlight += room;
      countOfOwner(lane.owner, room);
      for (const rate of rates) rate.spend(room, now);
      return { lane: lane.lane, ordered: lane.ordered, room };
    },
    waitMs: (lane) => Math.max(0, ...ratesOf(lane).map((rate) => rate.waitMs(nowMs()))) || null,
    overBudget(lane) {
      if (ofOwners(lane.owner)?.left(nowMs()) === 0) return "owner";
      return ofHosts(hostOf(lane))?.left(nowMs()) === 0 ? "host" : null;
    },
    release(lane, unused) {
      if (unused === 0) return;
      change(lane.url, (breaker) => cancelProbe(breaker, nowMs()));
      const group = groups.get(groupName(lane));
      if (group) group.inFlight -= unused;
      countOfOwner(lane.owner, -unused);
      for (const rate of ratesOf(lane)) rate.refund(unused);
    },
    end(claimed, hostFailed) {
      const { owner, url } = claimed;
      const group = groups.get(groupName(claimed));
      if (group) group.inFlight -= 1;
      countOfOwner(owner, -1);
      const now = nowMs();
      if (hostFailed === null) change(url, (breaker) => cancelProbe(breaker, now));
      else change(url, (breaker) => record(breaker, hostFailed, now));
    },
  };
}

/** Spread over the second: a target that bears five a second is not to get ten in its first one. */
function targetRate(perSecond: number): RateAllowance {
  return createRateAllowance(perSecond, 1_000, perSecond / 10);
}

/** An allowance of so many a minute for each name; null: none. */
function createBudgets(perMinute: number | null): (name: string) => RateAllowance | null {
  const known = new Map<string, RateAllowance>();
  return (name) => {
    if (perMinute === null) return null;
    const budget = known.get(name) ?? createRateAllowance(perMinute, MINUTE_MS);
    // Beginning anew is generous, but only to whoever has ten thousand names.
    if (known.size >= SWEEP_AT_GROUPS) known.clear();
    known.set(name, budget);
    return budget;
  };
}

function hostOf({ url }: { url: string }): string {
  return targetHost(new URL(url));
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
