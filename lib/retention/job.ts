import { currentLimits } from "#lib/bins/limits.ts";
import { logger } from "#lib/logger.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { noteLastRequests } from "./last-requests.ts";
import { createRing } from "./ring.ts";
import { sweep } from "./sweep.ts";

const TRIM_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 60_000;

/**
 * Keeps every bin to its ring and lets expired bins go, until stopped. Only bins that captured or
 * unpinned something since the last round are trimmed. What a round could not do, the next one does.
 */
export function startRetention(): { stop: () => Promise<void> } {
  const latest = new Map<string, Date>();
  const toTrim = new Set<string>();
  const unpinned = new Set<string>();
  const ring = createRing();
  const stops = [
    subscribe("requests.captured", ({ binId, items }) => {
      const newest = items.at(-1);
      if (newest) latest.set(binId, new Date(newest.receivedAt));
      toTrim.add(binId);
    }),
    subscribe("request.unpinned", ({ binId }) => void unpinned.add(binId)),
    subscribe("bin.deleted", ({ binId }) => {
      for (const bins of [latest, toTrim, unpinned]) bins.delete(binId);
    }),
  ];

  async function noteLatest(): Promise<void> {
    const noted = new Map(latest);
    await noteLastRequests(noted);
    for (const [binId, moment] of noted) {
      if (latest.get(binId) === moment) latest.delete(binId);
    }
  }

  const trimming = repeat(TRIM_EVERY_MS, async () => {
    await noteLatest();
    const { maxRequests } = currentLimits();
    for (const binId of [...toTrim]) {
      // Before trimming: what is captured meanwhile is for the next round.
      toTrim.delete(binId);
      await ring.trim(binId, maxRequests).catch((error) => {
        toTrim.add(binId);
        throw error;
      });
    }
    for (const binId of [...unpinned]) {
      // A ring of its own has no memory of having been past the request that was pinned.
      await createRing().trim(binId, maxRequests);
      unpinned.delete(binId);
    }
  });
  const sweeping = repeat(SWEEP_EVERY_MS, async () => {
    await sweep(new Date(), currentLimits().retentionDays);
  });

  return {
    async stop() {
      for (const stopListening of stops) stopListening();
      await Promise.all([trimming.stop(), sweeping.stop()]);
      await noteLatest().catch((error) => logger.warn({ err: error }, "retention could not end"));
    },
  };
}

/** Runs `work` again and again with a pause between; a round that fails is logged and tried again. */
function repeat(pauseMs: number, work: () => Promise<void>): { stop: () => Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let round = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      round = work()
        .catch((error) => logger.warn({ err: error }, "retention could not run"))
        .then(() => {
          if (!stopped) next();
        });
    }, pauseMs);
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
