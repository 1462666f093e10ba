import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { logger } from "#lib/logger.ts";

const NOTED_AGAIN_AFTER_MS = 60_000;
const MAX_NOTED = 10_000;

const noted = new Map<string, number>();

/** Shows on a target, once a minute, that its deliveries wait for the budget of their bin. */
export function noteThrottled(targetId: string): void {
  const now = Date.now();
  if (now - (noted.get(targetId) ?? Number.NEGATIVE_INFINITY) < NOTED_AGAIN_AFTER_MS) return;
  if (noted.size >= MAX_NOTED) noted.clear();
  noted.set(targetId, now);
  const perMinute = env().HOOKGLASS_DELIVERIES_PER_MINUTE;
  const lastError = `One bin may send ${perMinute} deliveries a minute: the rest wait for their turn`;
  db()
    .target.updateMany({ where: { id: targetId }, data: { lastError, lastErrorAt: new Date(now) } })
    .catch((error) => logger.warn({ err: error, targetId }, "a throttled target was not marked"));
}
