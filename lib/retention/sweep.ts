import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";

const BATCH_ROWS = 1_000;
const REFUSALS_KEPT_MS = 24 * 3_600_000;
const DAY_MS = 86_400_000;

export type SweepCounts = {
  bins: number;
  requests: number;
  refusals: number;
  deadLetters: number;
};

/**
 * Deletes expired anonymous bins, requests whose bin is gone, old refusals, and the oldest dead
 * deliveries of bins that have too many, in batches.
 * Bins of an account never expire.
 */
export async function sweep(
  now: Date,
  { retentionDays, maxDeadLetters }: { retentionDays: number; maxDeadLetters: number },
): Promise<SweepCounts> {
  const cutoff = new Date(now.getTime() - retentionDays * DAY_MS);
  const expired = await db().bin.findMany({
    where: {
      userId: null,
      OR: [{ lastRequestAt: { lt: cutoff } }, { lastRequestAt: null, createdAt: { lt: cutoff } }],
    },
    select: { id: true },
    take: BATCH_ROWS,
  });
  await db().bin.deleteMany({ where: { id: { in: expired.map((bin) => bin.id) } } });
  for (const { id } of expired) publish("bin.deleted", { binId: id });

  const refusals = await db().refusal.deleteMany({
    where: { lastAt: { lt: new Date(now.getTime() - REFUSALS_KEPT_MS) } },
  });
  return {
    bins: expired.length,
    requests: await deleteOrphans(),
    refusals: refusals.count,
    deadLetters: await deleteOldestDead(maxDeadLetters),
  };
}

async function deleteOldestDead(maxPerBin: number): Promise<number> {
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

/** Requests have no foreign key (see schema.prisma): those of deleted bins go here. */
async function deleteOrphans(): Promise<number> {
  let deleted = 0;
  for (const { binId } of await orphanedBins()) {
    await db().$executeRaw(Prisma.sql`DELETE FROM deliveries WHERE bin_id = ${binId}`);
    for (;;) {
      const count = await db().$executeRaw(Prisma.sql`
        DELETE FROM requests WHERE id IN (
          SELECT id FROM requests WHERE bin_id = ${binId} LIMIT ${BATCH_ROWS})`);
      deleted += count;
      if (count < BATCH_ROWS) break;
    }
  }
  return deleted;
}

/** Walks the distinct bin ids of the index (a loose index scan), not every request. */
function orphanedBins(): Promise<{ binId: string }[]> {
  return db().$queryRaw<{ binId: string }[]>(Prisma.sql`
    WITH RECURSIVE bin_ids AS (
      (SELECT bin_id FROM requests ORDER BY bin_id LIMIT 1)
      UNION ALL
      SELECT (SELECT bin_id FROM requests WHERE bin_id > previous.bin_id ORDER BY bin_id LIMIT 1)
      FROM bin_ids previous WHERE previous.bin_id IS NOT NULL
    )
    SELECT bin_id AS "binId" FROM bin_ids
    WHERE bin_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bins WHERE id = bin_id)`);
}
