import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";

/** Small batches keep locks short; a full ring under load deletes as fast as it fills. */
const BATCH_ROWS = 5_000;

/**
 * Deletes a bin's oldest unpinned requests beyond `maxRequests`, with their deliveries.
 * Returns how many went.
 */
export async function trimBin(binId: string, maxRequests: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const rows = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
      WITH doomed AS (
        SELECT id FROM requests
        WHERE bin_id = ${binId} AND pinned_at IS NULL AND id <= (
          SELECT id FROM requests WHERE bin_id = ${binId} AND pinned_at IS NULL
          ORDER BY id DESC OFFSET ${maxRequests}::int LIMIT 1)
        ORDER BY id LIMIT ${BATCH_ROWS}
      ), gone AS (
        DELETE FROM deliveries WHERE request_id IN (SELECT id FROM doomed)
      )
      DELETE FROM requests WHERE id IN (SELECT id FROM doomed) RETURNING id::text`);
    deleted += rows.length;
    if (rows.length > 0) publish("requests.removed", { binId, ids: rows.map((row) => row.id) });
    if (rows.length < BATCH_ROWS) return deleted;
  }
}
