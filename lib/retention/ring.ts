import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";

/** Small batches keep locks short; a full ring under load deletes as fast as it fills. */
const BATCH_ROWS = 5_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** How long what was spared is left alone before it is looked at again. */
const SPARED_AGAIN_AFTER_MS = 60_000;

/**
 * Keeps bins to their newest `maxRequests` unpinned requests. What still has to be delivered, or died
 * on the way, is spared until it is done.
 */
export type Ring = {
  /** Deletes what is beyond the limit, with its deliveries. Returns how many requests went. */
  trim: (binId: string, maxRequests: number) => Promise<number>;
};

/** From where a bin is trimmed next; `spared` is the oldest that a whole pass had to leave. */
type Progress = { floor: string; spared: string | null; wholePassAtMs: number };

/**
 * A ring that remembers up to where each bin was trimmed: below that only pinned and spared requests
 * are left, and an index scan from the very first id would wade through everything deleted but not
 * vacuumed. Spared ones are looked at once a minute.
 */
export function createRing(nowMs: () => number = Date.now): Ring {
  const progress = new Map<string, Progress>();
  return {
    async trim(binId, maxRequests) {
      const cut = await findCut(binId, maxRequests);
      if (cut === null) return 0;
      const known = progress.get(binId);
      const now = nowMs();
      const isWhole = !known || now - known.wholePassAtMs >= SPARED_AGAIN_AFTER_MS;
      const floor = known ? ((isWhole ? known.spared : null) ?? known.floor) : FIRST_ID;
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
      progress.set(binId, {
        floor: cut,
        spared: (isWhole ? null : known.spared) ?? (await findSpared(binId, floor, cut)),
        wholePassAtMs: isWhole ? now : known.wholePassAtMs,
      });
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
      WHERE bin_id = ${binId} AND id >= ${floor}::uuid AND id <= ${cut}::uuid AND pinned_at IS NULL
        AND NOT EXISTS (${undelivered()})
      ORDER BY id LIMIT ${BATCH_ROWS})`);
}

/** The oldest request that was left only because of its deliveries. */
async function findSpared(binId: string, floor: string, cut: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id::text FROM requests
    WHERE bin_id = ${binId} AND id >= ${floor}::uuid AND id <= ${cut}::uuid AND pinned_at IS NULL
    ORDER BY id LIMIT 1`);
  return row?.id ?? null;
}

function undelivered(): Prisma.Sql {
  return Prisma.sql`SELECT 1 FROM deliveries WHERE request_id = requests.id
    AND (finished_at IS NULL OR state = 'dead')`;
}

function deleteDeliveriesOfGone(binId: string, cut: string): Promise<number> {
  return db().$executeRaw(Prisma.sql`
    DELETE FROM deliveries WHERE bin_id = ${binId} AND request_id <= ${cut}::uuid
      AND NOT EXISTS (SELECT 1 FROM requests WHERE requests.id = request_id)`);
}
