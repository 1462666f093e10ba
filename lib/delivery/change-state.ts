import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";
import type { Redrive } from "./input.ts";
import { handLane } from "./lane.ts";
import { wakeWorkers } from "./queue-wake.ts";
import { type Delivery, isReported } from "./schema.ts";

/**
 * Sends a delivery once more, now: an attempt more, in place of the one that was to come. It goes out
 * also while the target is paused. Throws `conflict` while it is being sent, and for what another
 * sender has sent.
 */
export async function retryNow({ id, binId, target, origin }: Delivery): Promise<void> {
  if (isReported(origin)) {
    throw new AppError("conflict", "This server did not send it: send it again from where it came");
  }
  const count = await db().$executeRaw(Prisma.sql`
    UPDATE deliveries SET state = 'queued', next_attempt_at = now(), finished_at = NULL,
      lane = ${handLane(binId, target)}, ordered = false
    WHERE id = ${id}::uuid AND state <> 'running'`);
  if (count === 0)
    throw new AppError("conflict", "It is being sent right now: wait for the answer");
  publish("delivery.updated", { binId, ids: [id] });
  publish("bin.updated", { binId });
  wakeWorkers();
}

/**
 * Ends a delivery: nothing more is sent. An attempt under way is recorded still; a dead one counts
 * as dead no more. Throws `conflict` when it has ended otherwise.
 */
export async function cancel({ id, binId }: Delivery): Promise<void> {
  const count = await db().$executeRaw(Prisma.sql`
    UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, finished_at = now(),
      lease_token = NULL, lease_until = NULL
    WHERE id = ${id}::uuid AND state IN ('queued', 'waiting', 'running', 'dead')`);
  if (count === 0) throw new AppError("conflict", "There is nothing to cancel: it has ended");
  publish("delivery.updated", { binId, ids: [id] });
  publish("bin.updated", { binId });
}

/** Queues dead deliveries of some bins again, each with its whole retry schedule before it. Returns how many. */
export async function redrive(binIds: readonly string[], which: Redrive): Promise<number> {
  // The lane of a target that is gone would stand still: then it goes in that of what is sent by hand.
  const bins = await db().$queryRaw<{ binId: string; count: number }[]>(Prisma.sql`
    WITH queued AS (
      UPDATE deliveries SET state = 'queued', next_attempt_at = now(), finished_at = NULL,
        failure_count = 0, ordered = ordered AND has_target,
        lane = CASE WHEN has_target THEN lane
          ELSE 'hand:' || bin_id || ':' || substring(target FROM '^https?://[^/?#]*') END
      FROM (
        SELECT id AS dead_id, EXISTS (SELECT 1 FROM targets WHERE targets.id = target_id) AS has_target
        FROM deliveries
        WHERE bin_id = ANY(${binIds}::text[]) AND state = 'dead' ${redriven(which)}) dead
      WHERE id = dead_id AND state = 'dead' RETURNING bin_id
    )
    SELECT bin_id AS "binId", count(*)::int AS count FROM queued GROUP BY bin_id`);
  for (const { binId } of bins) publish("bin.updated", { binId });
  if (bins.length > 0) wakeWorkers();
  return bins.reduce((sum, { count }) => sum + count, 0);
}

/** SQL that narrows dead deliveries to those that are meant. */
function redriven(which: Redrive): Prisma.Sql {
  if ("ids" in which) return Prisma.sql`AND id = ANY(${which.ids}::uuid[])`;
  const reason = "reason" in which ? Prisma.sql`AND reason = ${which.reason}` : Prisma.empty;
  const targetId = "targetId" in which ? which.targetId : undefined;
  return targetId === undefined ? reason : Prisma.sql`${reason} AND target_id = ${targetId}`;
}
