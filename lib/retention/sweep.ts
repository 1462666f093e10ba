import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";
import { repairLastRequests } from "./last-requests.ts";

const BATCH_ROWS = 1_000;
const REFUSALS_KEPT_MS = 24 * 3_600_000;
const REPAIR_AHEAD_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** How many rows went. */
export type SweepCounts = {
  bins: number;
  requests: number;
  deliveries: number;
  refusals: number;
  sessions: number;
};

/**
 * Deletes expired anonymous bins, requests and deliveries whose bin is gone, old refusals, and
 * sessions and sign-in links whose time is over, in batches. Bins of an account never expire.
 */
export async function sweep(now: Date, retentionDays: number): Promise<SweepCounts> {
  const cutoff = new Date(now.getTime() - retentionDays * DAY_MS);
  await repairLastRequests(new Date(cutoff.getTime() + REPAIR_AHEAD_MS));
  return {
    bins: await deleteExpiredBins(cutoff),
    requests: await deleteOrphans(Prisma.sql`requests`),
    deliveries: await deleteOrphans(Prisma.sql`deliveries`),
    refusals: await deleteOldRefusals(new Date(now.getTime() - REFUSALS_KEPT_MS)),
    sessions: await deleteExpiredSessions(now),
  };
}

async function deleteExpiredBins(cutoff: Date): Promise<number> {
  const isExpired = {
    userId: null,
    OR: [{ lastRequestAt: { lt: cutoff } }, { lastRequestAt: null, createdAt: { lt: cutoff } }],
  };
  const expired = await db().bin.findMany({
    where: isExpired,
    select: { id: true },
    take: BATCH_ROWS,
  });
  const ids = expired.map(({ id }) => id);
  // Looked at again: one that captured something, or was claimed, in between stays.
  await db().bin.deleteMany({ where: { id: { in: ids }, ...isExpired } });
  const kept = await db().bin.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const keptIds = new Set(kept.map(({ id }) => id));
  const gone = ids.filter((id) => !keptIds.has(id));
  for (const binId of gone) publish("bin.deleted", { binId });
  return gone.length;
}

async function deleteOldRefusals(before: Date): Promise<number> {
  const { count } = await db().refusal.deleteMany({ where: { lastAt: { lt: before } } });
  return count;
}

async function deleteExpiredSessions(now: Date): Promise<number> {
  const over = { where: { expires: { lt: now } } };
  const [sessions, links] = await Promise.all([
    db().session.deleteMany(over),
    db().verificationToken.deleteMany(over),
  ]);
  return sessions.count + links.count;
}

/** These tables have no foreign key to bins (see schema.prisma): what deleted bins left goes here. */
async function deleteOrphans(table: Prisma.Sql): Promise<number> {
  let deleted = 0;
  for (const { binId } of await orphanedBins(table)) {
    for (;;) {
      const count = await db().$executeRaw(Prisma.sql`
        DELETE FROM ${table} WHERE id IN (
          SELECT id FROM ${table} WHERE bin_id = ${binId} LIMIT ${BATCH_ROWS})`);
      deleted += count;
      if (count < BATCH_ROWS) break;
    }
  }
  return deleted;
}

/** Walks the distinct bin ids of the index (a loose index scan), not every row. */
function orphanedBins(table: Prisma.Sql): Promise<{ binId: string }[]> {
  return db().$queryRaw<{ binId: string }[]>(Prisma.sql`
    WITH RECURSIVE bin_ids AS (
      (SELECT bin_id FROM ${table} ORDER BY bin_id LIMIT 1)
      UNION ALL
      SELECT (SELECT bin_id FROM ${table} WHERE bin_id > previous.bin_id ORDER BY bin_id LIMIT 1)
      FROM bin_ids previous WHERE previous.bin_id IS NOT NULL
    )
    SELECT bin_id AS "binId" FROM bin_ids
    WHERE bin_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bins WHERE id = bin_id)`);
}
