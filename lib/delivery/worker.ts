import { env } from "#lib/env.ts";
import { StartError } from "#lib/errors.ts";
import { setWorkerRunning } from "#lib/health.ts";
import { ownOrigins } from "#lib/http/origin.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { parseAllowList } from "./allow-list.ts";
import { startBatchRunner } from "./batch-runner.ts";
import { watchCapturePressure } from "./capture-pressure.ts";
import { createConnectionPool } from "./connection-pool.ts";
import { createDispatcher } from "./dispatcher.ts";
import { createLaneKeeper } from "./lane-keeper.ts";
import { createOutcomeWriter } from "./outcome-writer.ts";
import { dropLeases, recoverExpired, renewLeases } from "./queue.ts";
import { listenForWork, wakeWorkers } from "./queue-wake.ts";
import type { DeliveryRules } from "./run-delivery.ts";

const RENEW_EVERY_MS = 8_000;
const RECOVER_EVERY_MS = 5_000;
/** How long stopping waits for attempts under way; the rest is sent again by another. */
const GRACE_MS = 4_000;

/**
 * Works on deliveries until stopped: claims what is due, sends it, records how it ended. Any number of
 * processes may do so. Throws at once when `HOOKGLASS_ALLOW_PRIVATE_TARGETS` has a malformed entry.
 */
export async function startDeliveryWorker(
  databaseUrl: string,
): Promise<{ stop: () => Promise<void> }> {
  const settings = env();
  const parsed = parseAllowList(settings.HOOKGLASS_ALLOW_PRIVATE_TARGETS);
  if (!parsed.ok) throw new StartError(`HOOKGLASS_ALLOW_PRIVATE_TARGETS: ${parsed.message}`);
  const connections = createConnectionPool();
  const rules: DeliveryRules = {
    ...{ allow: parsed.allow, ownOrigins, connections },
    now: () => new Date(),
    random: Math.random,
  };
  const keeper = createLaneKeeper({
    budget: settings.HOOKGLASS_RATE_LIMIT
      ? {
          perOwner: settings.HOOKGLASS_DELIVERIES_PER_MINUTE,
          perHost: settings.HOOKGLASS_DELIVERIES_PER_MINUTE_TO_HOST,
        }
      : null,
    nowMs: Date.now,
  });
  const writer = createOutcomeWriter();
  const pressure = watchCapturePressure();
  const dispatcher = createDispatcher({
    ...{ rules, keeper, record: writer.record },
    mustYield: pressure.isHigh,
  });
  const stopListening = listenForWork(databaseUrl, dispatcher.wake);
  const stopRenewing = every(RENEW_EVERY_MS, () => renewLeases(dispatcher.held()));
  const stopRecovering = every(RECOVER_EVERY_MS, async () => {
    const recovered = await recoverExpired();
    for (const { id, binId } of recovered) publish("delivery.updated", { binId, ids: [id] });
    if (recovered.length > 0) dispatcher.wake();
  });
  const batches = startBatchRunner(wakeWorkers);
  setWorkerRunning(true);
  return {
    async stop() {
      setWorkerRunning(false);
      await batches.stop();
      await stopListening();
      stopRecovering();
      await dispatcher.stop(GRACE_MS);
      stopRenewing();
      await writer.stop();
      await dropLeases(dispatcher.held()).catch(() => undefined);
      connections.close();
      pressure.stop();
    },
  };
}

/** Runs `work` at once and then again and again; a round that fails is logged. Returns how to stop. */
function every(pauseMs: number, work: () => Promise<void>): () => void {
  let busy = false;
  const round = () => {
    if (busy) return;
    busy = true;
    work()
      .catch((error) => logger.warn({ reason: String(error) }, "the delivery queue failed"))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(round, pauseMs);
  round();
  return () => clearInterval(timer);
}
