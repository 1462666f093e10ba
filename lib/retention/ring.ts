import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { inBin, newestFirst, oldestFirst } from "#lib/requests/bin-range.ts";
import { Prisma } from "#prisma/client/client.ts";

/** Small batches keep locks short; a full ring under load deletes as fast as it fills. */
const BATCH_ROWS = 5_000;
/** A request that was just being changed or delivered when its time came was left: look at all again. */
const LOOK_AGAIN_AFTER_MS = 60_000;

/**
 * Keeps bins to their newest `maxRequests` unpinned requests. What still has to be delivered, or died
 * on the way, is spared until it is done.
 */
export type Ring = {
  /** Deletes what is beyond the limit, with its deliveries. Returns how many requests went. */
  trim: (binId: string, maxRequests: number) => Promise<number>;
};

/**
 * A ring that remembers up to where each bin was trimmed: below that only pinned and spared ones are
 * left, and an index scan from the very first id would wade through everything deleted but not vacuumed.
 */
export function createRing(): Ring {
  const trimmedTo = new Map<string, string>();
  let emptiedAtMs = performance.now();
  return {
    async trim(binId, maxRequests) {
      if (performance.now() - emptiedAtMs > LOOK_AGAIN_AFTER_MS) {
        trimmedTo.clear();
        emptiedAtMs = performance.now();
      }
      const cut = await findCut(binId, maxRequests);
      if (cut === null) return 0;
      let deleted = 0;
      let after = trimmedTo.get(binId) ?? null;
      do {
        const batch = await deleteBatch(binId, after, cut);
        deleted += batch.deleted;
        after = batch.last;
      } while (after !== null);
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
  const [row] = await alongIndex<{ id: string }>(Prisma.sql`
    SELECT id::text FROM requests WHERE ${inBin(binId)} AND pinned_at IS NULL
    ${newestFirst} OFFSET ${maxRequests}::int LIMIT 1`);
  return row?.id ?? null;
}

/** `last` is where the next batch begins; null when this one was not full. */
type Batch = { deleted: number; last: string | null };

/**
 * By place in the table: a join with the ids would read all of it, dead rows too. A request that is
 * pinned at this very moment stays.
 */
async function deleteBatch(binId: string, after: string | null, upTo: string): Promise<Batch> {
  const [batch] = await alongIndex<Batch>(Prisma.sql`
    WITH found AS (
      SELECT ctid, id FROM requests WHERE ${inBin(binId, { after, upTo })} AND pinned_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM deliveries WHERE request_id = requests.id
          AND state IN ('queued', 'waiting', 'running', 'dead'))
      ${oldestFirst} LIMIT ${BATCH_ROWS}
    ), gone AS (
      DELETE FROM requests
      WHERE pinned_at IS NULL AND ctid = ANY(ARRAY(SELECT ctid FROM found)) RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM gone) AS deleted,
      CASE WHEN count(*) = ${BATCH_ROWS} THEN max(id::text) END AS last FROM found`);
  return batch ?? { deleted: 0, last: null };
}

/**
 * Without a sort, the only plan left is to follow the index and stop in time. As long as a young
 * table has no statistics, PostgreSQL would rather collect the whole bin and sort it.
 */
async function alongIndex<Row>(query: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await db().$transaction([
    db().$executeRaw`SET LOCAL enable_sort = off`,
    db().$queryRaw<Row[]>(query),
  ]);
  return rows;
}

function deleteDeliveriesOfGone(binId: string, cut: string): Promise<number> {
  return db().$executeRaw(Prisma.sql`
    DELETE FROM deliveries WHERE bin_id = ${binId} AND request_id <= ${cut}::uuid
      AND NOT EXISTS (SELECT 1 FROM requests WHERE requests.id = request_id)`);
}
