import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";

/** Deletes the oldest dead deliveries of bins that have more than `maxPerBin`. Returns how many went. */
export async function trimDeadLetters(maxPerBin: number): Promise<number> {
  const bins = await db().$queryRaw<{ binId: string }[]>(Prisma.sql`
    SELECT bin_id AS "binId" FROM deliveries WHERE state = 'dead'
    GROUP BY bin_id HAVING count(*) > ${maxPerBin}`);
  let deleted = 0;
  for (const { binId } of bins) {
    deleted += await db().$executeRaw(Prisma.sql`
      DELETE FROM deliveries WHERE id IN (
        SELECT id FROM deliveries WHERE bin_id = ${binId} AND state = 'dead'
        ORDER BY id DESC OFFSET ${maxPerBin}::int)`);
    publish("bin.updated", { binId });
  }
  return deleted;
}
