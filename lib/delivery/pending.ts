import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { handLanesOf } from "./lane.ts";

/** SQL that holds for what is to be sent to a target by itself, now or later. */
export function waitsFor(targetId: string): Prisma.Sql {
  return waitsIn(`target:${targetId}`);
}

/** SQL that holds for what is to be sent to a target of a bin, by itself or by hand, now or later. */
export function waitsForAnyhow(binId: string, targetId: string): Prisma.Sql {
  const byHand = waitsIn(handLanesOf(binId).slice(0, -1));
  return Prisma.sql`(${waitsFor(targetId)} OR (${byHand} AND target_id = ${targetId}))`;
}

/** Of a lane and all whose names go on with a colon. */
function waitsIn(lane: string): Prisma.Sql {
  // The lane's column compares byte by byte (see the migration): ";" follows ":".
  return Prisma.sql`(lane >= ${lane} AND lane < ${`${lane};`} AND next_attempt_at IS NOT NULL)`;
}

/** SQL that holds for what is being sent to a target right now. */
export function isOnItsWayTo(targetId: string): Prisma.Sql {
  return Prisma.sql`(lease_until IS NOT NULL AND target_id = ${targetId})`;
}

/** How many deliveries wait for a target, or are being sent to it, counted up to about `most`. */
export async function countPending(targetId: string, most: number): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT (SELECT count(*) FROM deliveries WHERE ${isOnItsWayTo(targetId)})::int
      + count(*)::int AS count
    FROM (SELECT 1 FROM deliveries WHERE ${waitsFor(targetId)} LIMIT ${most}) waiting`);
  return row?.count ?? 0;
}
