import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { isOnItsWayTo, waitsForAnyhow } from "./pending.ts";
import { movedUrl } from "./target-url.ts";

const ROWS_PER_STEP = 10_000;

/**
 * Has what has not arrived yet go to a target's new URL from its next attempt on, dead letters too,
 * with the path and query that were appended.
 */
export async function readdress(input: {
  binId: string;
  targetId: string;
  before: string;
  after: string;
}): Promise<void> {
  const { binId, targetId, before, after } = input;
  const unsent = Prisma.sql`(${waitsForAnyhow(binId, targetId)} OR ${isOnItsWayTo(targetId)}
    OR (bin_id = ${binId} AND target_id = ${targetId} AND state = 'dead'))`;
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await db().$queryRaw<{ id: string; target: string }[]>(Prisma.sql`
      SELECT id::text, target FROM deliveries WHERE ${unsent} AND id > ${last}::uuid
      ORDER BY id LIMIT ${ROWS_PER_STEP}`);
    const moved = rows.flatMap(({ id, target }) => {
      const url = movedUrl(target, { before, after });
      return url === null ? [] : [{ id, target, url }];
    });
    // What was sent to somewhere else meanwhile, by another change, stays there.
    await db().$executeRaw(Prisma.sql`
      UPDATE deliveries SET target = moved.url
      FROM json_to_recordset(${JSON.stringify(moved)}::json) AS moved(id uuid, target text, url text)
      WHERE deliveries.id = moved.id AND deliveries.target = moved.target`);
    if (rows.length < ROWS_PER_STEP) return;
    last = rows.at(-1)?.id ?? last;
  }
}
