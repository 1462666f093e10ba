import { randomUUID } from "node:crypto";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { isByHand } from "./lane.ts";
import { createLaneCircle } from "./lane-circle.ts";
import type { LaneKeeper, Reservation } from "./lane-keeper.ts";
import {
  type ClaimedDelivery,
  cancelOrphans,
  claimDeliveries,
  type Held,
  type Lane,
  type LanePage,
  listLanes,
} from "./queue.ts";
import type { Outcome } from "./record-outcomes.ts";
import { type DeliveryRules, runDelivery } from "./run-delivery.ts";
import { readSettings } from "./target-input.ts";
import { noteThrottled } from "./throttle-log.ts";

/** Attempts under way at once in this process, recording included. */
const MAX_IN_FLIGHT = 192;
/** Claimed bodies held at once, beside the last one that did not fit. */
const MAX_IN_FLIGHT_BYTES = 64 * 1024 * 1024;
/** For what nobody woke us up for: retries that fall due, other servers' deliveries. */
const POLL_MS = 1_000;
/** Between two looks that found nothing to take, so that a lane that must wait costs little. */
const MIN_PAUSE_MS = 2;
/** While capturing needs the process, so many go out so often. */
const YIELDING = { atOnce: 16, everyMs: 100 };

type Reserved = { lane: Lane; reservation: Reservation };

export type Dispatcher = {
  /** Says that something may be due. */
  wake: () => void;
  /** What is being sent. */
  held: () => Held;
  /** Claims nothing more and waits this long for what is under way. */
  stop: (graceMs: number) => Promise<void>;
};

/**
 * The loop of a worker: looks which lanes have something due, takes as much as limits and free places
 * allow, sends it, and looks again when something ends, when it is woken, and once a second.
 */
export function createDispatcher(input: {
  rules: DeliveryRules;
  keeper: LaneKeeper;
  /** True while captures come before deliveries. */
  mustYield: () => boolean;
  /** Resolves when the outcome is in the database. */
  record: (outcome: Outcome) => Promise<void>;
}): Dispatcher {
  const { rules, keeper, mustYield, record } = input;
  const inFlight = new Map<string, ClaimedDelivery>();
  let bytesInFlight = 0;
  const circle = createLaneCircle();
  let stopping = false;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = POLL_MS;
  let yieldingUntilMs = 0;
  let round: Promise<void> | null = null;
  let onIdle: (() => void) | null = null;

  function wake(): void {
    wanted = true;
    // While yielding, the timer alone goes on.
    if (performance.now() >= yieldingUntilMs) look();
  }

  function look(): void {
    if (round || stopping) return;
    clearTimeout(timer);
    round = loop().finally(() => {
      round = null;
      if (stopping) return;
      const leftMs = yieldingUntilMs - performance.now();
      timer = setTimeout(look, leftMs > 0 ? leftMs : wanted ? MIN_PAUSE_MS : pauseMs);
    });
  }

  async function loop(): Promise<void> {
    try {
      pauseMs = POLL_MS;
      circle.begin();
      do {
        wanted = false;
      } while ((await takeSome()) && !stopping);
    } catch (error) {
      logger.warn({ reason: String(error) }, "deliveries could not be claimed");
      wanted = false;
    }
  }

  /** True when there may be more to take at once. */
  async function takeSome(): Promise<boolean> {
    const most = mustYield() ? YIELDING.atOnce : MAX_IN_FLIGHT;
    const free = most - inFlight.size;
    if (mustYield()) yieldingUntilMs = performance.now() + YIELDING.everyMs;
    if (free <= 0 || bytesInFlight >= MAX_IN_FLIGHT_BYTES) return false;
    const page = await listLanes(circle.after());
    await endOrphans(page.lanes);
    const { reserved, next } = reserve(page, free);
    const claimed = await claim([...reserved.values()].map(({ reservation }) => reservation));
    for (const { lane, reservation } of reserved.values()) {
      const used = claimed.filter((delivery) => delivery.lane === lane.lane).length;
      keeper.release(lane, reservation.room - used);
    }
    for (const delivery of claimed) {
      const lane = reserved.get(delivery.lane)?.lane;
      if (lane) start(delivery, lane);
    }
    announce(claimed);
    return circle.advance(next, claimed.length) && !mustYield();
  }

  /** `next` is the lane to go on after: the one that took the last place, or the last of the page. */
  function reserve(
    { lanes, next }: LanePage,
    free: number,
  ): { reserved: Map<string, Reserved>; next: string | null } {
    const reserved = new Map<string, Reserved>();
    let left = free;
    for (const lane of lanes) {
      if (lane.dueInMs > 0) {
        lookAgainIn(lane.dueInMs);
        continue;
      }
      const reservation = keeper.reserve(lane, left);
      if (!reservation) {
        lookAgainIn(keeper.waitMs(lane) ?? POLL_MS);
        const budget = keeper.overBudget(lane);
        if (lane.targetId !== null && budget !== null) noteThrottled(lane.targetId, budget);
        continue;
      }
      left -= reservation.room;
      reserved.set(lane.lane, { lane, reservation });
      if (left <= 0) return { reserved, next: lane.lane };
    }
    return { reserved, next };
  }

  function lookAgainIn(ms: number): void {
    pauseMs = Math.min(pauseMs, Math.max(MIN_PAUSE_MS, Math.ceil(ms)));
  }

  async function claim(lanes: Reservation[]): Promise<ClaimedDelivery[]> {
    if (lanes.length === 0) return [];
    const maxBytes = MAX_IN_FLIGHT_BYTES - bytesInFlight;
    return claimDeliveries({ lanes, maxBytes, leaseToken: randomUUID() });
  }

  function start(claimed: ClaimedDelivery, lane: Lane): void {
    const bytes = (claimed.body ?? claimed.capturedBody)?.length ?? 0;
    inFlight.set(claimed.id, claimed);
    bytesInFlight += bytes;
    const { owner } = lane;
    const stored = isByHand(lane.lane) ? claimed.targetSettings : lane.settings;
    const settings = claimed.targetId === null ? null : readSettings(stored);
    runDelivery(claimed, settings, rules)
      .then(async ({ outcome, hostFailed }) => {
        await record(outcome);
        keeper.end({ ...claimed, owner }, hostFailed);
      })
      .catch((error) => {
        // Unrecorded, its lease runs out and it is sent again: at least once.
        logger.error({ err: error, deliveryId: claimed.id }, "a delivery was not finished");
        keeper.end({ ...claimed, owner }, null);
      })
      .finally(() => {
        inFlight.delete(claimed.id);
        bytesInFlight -= bytes;
        wake();
        if (inFlight.size === 0) onIdle?.();
      });
  }

  return {
    wake,
    held: () => [...inFlight.values()].map(({ id, leaseToken }) => ({ id, leaseToken })),
    async stop(graceMs) {
      stopping = true;
      clearTimeout(timer);
      await round;
      if (inFlight.size === 0) return;
      await new Promise<void>((done) => {
        const late = setTimeout(done, graceMs);
        onIdle = () => {
          clearTimeout(late);
          done();
        };
      });
    },
  };
}

/** What waits for a target that is gone would wait for ever. */
async function endOrphans(lanes: readonly Lane[]): Promise<void> {
  const orphaned = lanes.filter(
    ({ lane, targetId, running }) => targetId !== null && running === null && !isByHand(lane),
  );
  if (orphaned.length > 0) announce(await cancelOrphans(orphaned.map(({ lane }) => lane)));
}

function announce(changed: readonly { id: string; binId: string }[]): void {
  const byBin = Map.groupBy(changed, (delivery) => delivery.binId);
  for (const [binId, group] of byBin) {
    publish("delivery.updated", { binId, ids: group.map(({ id }) => id) });
  }
}
