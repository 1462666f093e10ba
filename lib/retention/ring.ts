import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";

/** Small batches keep locks short; a full ring under load deletes as fast as it fills. */
const BATCH_ROWS = 5_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Keeps bins to their newest `maxRequests` unpinned requests. */
export type Ring = {
  /** Deletes what is beyond the limit, with its deliveries. Returns how many requests went. */
  trim: (binId: string, maxRequests: number) => Promise<number>;
};

/**
 * A ring that remembers up to where each bin was trimmed: below that only pinned requests are left,
 * and an index scan from the very first id would wade through everything deleted but not vacuumed.
 */
export function createRing(): Ring {
  const trimmedTo = new Map<string, string>();
  return {
    async trim(binId, maxRequests) {
      const cut = await findCut(binId, maxRequests);
      if (cut === null) return 0;
      const floor = trimmedTo.get(binId) ?? FIRST_ID;
      let deleted = 0;
      for (;;) {
        const count = await deleteBatch(binId, floor, cut);
        deleted += count;
        if (count < BATCH_ROWS) break;
      }
      if (deleted > 0) {
        await deleteDeliveriesOfGone(binId, cut);
        publish("requests.removed", { binId, upTo: cut });
      }
      trimmedTo.set(binId, cut);
      return deleted;
    },
  };
}

/** The newest request that is one too many; null while the ring is not full. */
async function findCut(binId: string, maxRequests: number): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id::text FROM requests WHERE bin_id = ${binId} AND pinned_at IS NULL
    ORDER BY id DESC OFFSET ${maxRequests}::int LIMIT 1`);
  return row?.id ?? null;
}

function deleteBatch(binId: string, floor: string, cut: string): Promise<number> {
  return db().$executeRaw(Prisma.sql`
    DELETE FROM requests WHERE id IN (
      SELECT id FROM requests
      WHERE bin_id = ${binId} AND id > ${floor}::uuid AND id <= ${cut}::uuid AND pinned_at IS NULL
      ORDER BY id LIMIT ${BATCH_ROWS})`);
}

function deleteDeliveriesOfGone(binId: string, cut: string): Promise<number> {
  return db().$executeRaw(Prisma.sql`
    DELETE FROM deliveries WHERE bin_id = ${binId} AND request_id <= ${cut}::uuid
      AND NOT EXISTS (SELECT 1 FROM requests WHERE requests.id = request_id)`);
}
