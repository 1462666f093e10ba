import { setTimeout as sleep } from "node:timers/promises";
import { env } from "#lib/env.ts";
import { StartError } from "#lib/errors.ts";
import { setWorkerRunning } from "#lib/health.ts";
import { ownOrigins } from "#lib/http/origin.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import { type AllowList, parseAllowList } from "./allow-list.ts";
import { getDelivery } from "./queries.ts";
import { startQueue, stopQueue } from "./queue.ts";
import { beginAttempt, type ClaimedDelivery, endAttempt } from "./record-attempt.ts";
import { ATTEMPT_TIMEOUT_MS } from "./schema.ts";
import { type AttemptResult, sendAttempt } from "./send-attempt.ts";

/** How long recording an attempt waits for a database that is away, step by step. */
const RECORD_AGAIN_AFTER_MS = [100, 400, 1_000, 2_000, 4_000, 8_000, 16_000];

/** What sending depends on beside the delivery itself. */
export type DeliveryRules = {
  allow: AllowList;
  ownOrigins: () => readonly string[];
  timeoutMs: number;
  now: () => Date;
};

/**
 * Works on this server's deliveries until stopped. Throws at once when
 * `HOOKGLASS_ALLOW_PRIVATE_TARGETS` has a malformed entry, or when the queue cannot be opened.
 */
export async function startDeliveryWorker(
  databaseUrl: string,
): Promise<{ stop: () => Promise<void> }> {
  const parsed = parseAllowList(env().HOOKGLASS_ALLOW_PRIVATE_TARGETS);
  if (!parsed.ok) throw new StartError(`HOOKGLASS_ALLOW_PRIVATE_TARGETS: ${parsed.message}`);
  const rules: DeliveryRules = {
    allow: parsed.allow,
    ownOrigins,
    timeoutMs: ATTEMPT_TIMEOUT_MS,
    now: () => new Date(),
  };
  await startQueue({ databaseUrl, onDelivery: (id) => runDelivery(id, rules) });
  setWorkerRunning(true);
  return {
    async stop() {
      setWorkerRunning(false);
      await stopQueue({ graceful: true });
    },
  };
}

/**
 * Makes the next attempt at a delivery and records it; does nothing when the delivery is finished or
 * gone. Rejects only when the database is away: then the queue calls again, and a request that had
 * been sent already is sent once more, with the next attempt number (at least once).
 */
export async function runDelivery(deliveryId: string, rules: DeliveryRules): Promise<void> {
  const claimed = await beginAttempt(deliveryId, rules.now());
  if (!claimed) return;
  await announce(deliveryId);
  const result = await attempt(deliveryId, claimed, rules);
  const status = result.response?.status ?? 0;
  const succeeded = result.error === null && status >= 200 && status < 300;
  await persist(() =>
    endAttempt({
      deliveryId,
      attemptId: claimed.attemptId,
      result,
      state: succeeded ? "succeeded" : "failed",
      now: rules.now(),
    }),
  );
  await announce(deliveryId);
}

async function attempt(
  deliveryId: string,
  claimed: ClaimedDelivery,
  rules: DeliveryRules,
): Promise<AttemptResult> {
  const { number, method, target: url, body } = claimed;
  const headers = storedHeaders(claimed.headers);
  if (body === null) {
    const error = "The captured request was deleted before it was sent";
    const request = { method, url, headers, bodyBytes: 0 };
    return {
      number,
      at: rules.now(),
      durationMs: 0,
      stage: "request",
      error,
      request,
      response: null,
    };
  }
  return sendAttempt({
    ...{ deliveryId, number, method, url, headers, body },
    ...{ allow: rules.allow, timeoutMs: rules.timeoutMs, now: rules.now },
    ownOrigins: rules.ownOrigins(),
  });
}

/** What was sent cannot be unsent: a short outage must not make it be sent twice. */
async function persist(write: () => Promise<void>): Promise<void> {
  for (const waitMs of RECORD_AGAIN_AFTER_MS) {
    try {
      return await write();
    } catch (error) {
      logger.warn({ err: error, waitMs }, "an attempt could not be recorded, trying again");
      await sleep(waitMs);
    }
  }
  await write();
}

/** Tells the browsers; they read it again themselves should this fail. */
async function announce(deliveryId: string): Promise<void> {
  try {
    const delivery = await getDelivery(deliveryId);
    if (delivery) publish("delivery.updated", { binId: delivery.binId, delivery });
  } catch (error) {
    logger.warn({ err: error, deliveryId }, "a delivery could not be announced");
  }
}
