import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { logger } from "#lib/logger.ts";

const NOTED_AGAIN_AFTER_MS = 60_000;
const MAX_NOTED = 10_000;

const noted = new Map<string, number>();

/** Shows on a target, once a minute, whose budget its deliveries wait for. */
export function noteThrottled(targetId: string, budget: "owner" | "host"): void {
  const now = Date.now();
  if (now - (noted.get(targetId) ?? Number.NEGATIVE_INFINITY) < NOTED_AGAIN_AFTER_MS) return;
  if (noted.size >= MAX_NOTED) noted.clear();
  noted.set(targetId, now);
  db()
    .target.updateMany({
      where: { id: targetId },
      data: { lastError: describe(budget), lastErrorAt: new Date(now) },
    })
    .catch((error) => logger.warn({ err: error, targetId }, "a throttled target was not marked"));
}

function describe(budget: "owner" | "host"): string {
  const { HOOKGLASS_DELIVERIES_PER_MINUTE, HOOKGLASS_DELIVERIES_PER_MINUTE_TO_HOST } = env();
  return budget === "owner"
    ? `Your bins may send ${HOOKGLASS_DELIVERIES_PER_MINUTE} deliveries a minute: the rest wait for their turn`
    : `One host gets at most ${HOOKGLASS_DELIVERIES_PER_MINUTE_TO_HOST} deliveries a minute from here: the rest wait for their turn`;
}
