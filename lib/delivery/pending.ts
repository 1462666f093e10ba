import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";

/** How many deliveries wait for a target, counted up to `most`. */
export async function countPending(targetId: string, most: number): Promise<number> {
  // The lane's column compares byte by byte (see the migration): ";" follows ":".
  const [row] = await db().$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM deliveries
      WHERE lane >= ${`target:${targetId}`} AND lane < ${`target:${targetId};`}
        AND next_attempt_at IS NOT NULL LIMIT ${most}) waiting`);
  return row?.count ?? 0;
}
