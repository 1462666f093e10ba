import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";

/** Notes when bins last captured something; a later moment that is noted already stays. */
export async function noteLastRequests(latest: ReadonlyMap<string, Date>): Promise<void> {
  if (latest.size === 0) return;
  const binIds = [...latest.keys()];
  const moments = [...latest.values()].map((moment) => moment.toISOString());
  await db().$executeRaw(Prisma.sql`
    UPDATE bins SET last_request_at = greatest(bins.last_request_at, noted.moment)
    FROM unnest(${binIds}::text[], ${moments}::timestamptz[]) AS noted(id, moment)
    WHERE bins.id = noted.id`);
}

/**
 * Notes it for anonymous bins that would expire before `expiringBefore` although they hold a later
 * request: a server that is killed does not get to note the last second.
 */
export function repairLastRequests(expiringBefore: Date): Promise<number> {
  return db().$executeRaw(Prisma.sql`
    UPDATE bins SET last_request_at = newest.received_at
    FROM (
      SELECT bins.id, last.received_at
      FROM bins CROSS JOIN LATERAL (
        SELECT received_at FROM requests WHERE bin_id = bins.id
        ORDER BY bin_id DESC, requests.id DESC LIMIT 1
      ) AS last
      WHERE user_id IS NULL
        AND coalesce(last_request_at, created_at) < ${expiringBefore.toISOString()}::timestamptz
    ) AS newest
    WHERE bins.id = newest.id
      AND newest.received_at > coalesce(bins.last_request_at, bins.created_at)`);
}
