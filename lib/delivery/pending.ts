import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";

/** SQL that holds for what is to be sent to a target by itself, now or later. */
export function waitsFor(targetId: string): Prisma.Sql {
  // The lane's column compares byte by byte (see the migration): ";" follows ":".
  return Prisma.sql`(lane >= ${`target:${targetId}`} AND lane < ${`target:${targetId};`}
    AND next_attempt_at IS NOT NULL)`;
}

/** How many deliveries wait for a target, counted up to `most`. */
export async function countPending(targetId: string, most: number): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM deliveries WHERE ${waitsFor(targetId)} LIMIT ${most}) waiting`);
  return row?.count ?? 0;
}
