import { currentLimits } from "#lib/bins/limits.ts";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { logger } from "#lib/logger.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { createRing } from "./ring.ts";
import { sweep } from "./sweep.ts";

const TRIM_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 60_000;

/**
 * Keeps every bin to its ring and lets expired bins go, until stopped. Only bins that captured
 * something since the last round are trimmed.
 */
export function startRetention(): { stop: () => Promise<void> } {
  const captured = new Map<string, Date>();
  const ring = createRing();
  const stopListening = subscribe("requests.captured", ({ binId, items }) => {
    const newest = items.at(-1);
    if (newest) captured.set(binId, new Date(newest.receivedAt));
  });

  const trimming = repeat(TRIM_EVERY_MS, async () => {
    const bins = [...captured];
    captured.clear();
    const { maxRequests } = currentLimits();
    for (const [binId, lastRequestAt] of bins) {
      await db().bin.updateMany({ where: { id: binId }, data: { lastRequestAt } });
      await ring.trim(binId, maxRequests);
    }
  });
  const sweeping = repeat(SWEEP_EVERY_MS, async () => {
    await sweep(new Date(), {
      retentionDays: currentLimits().retentionDays,
      maxDeadLetters: env().HOOKGLASS_MAX_DEAD_LETTERS_PER_BIN,
    });
  });

  return {
    async stop() {
      stopListening();
      await Promise.all([trimming.stop(), sweeping.stop()]);
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
