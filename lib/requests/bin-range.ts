import { Prisma } from "#prisma/client/client.ts";

const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Ids, where `upTo` is inside the range and the others are not; null is as good as none. */
type IdRange = { after?: string | null; before?: string | null; upTo?: string | null };

/**
 * SQL that holds for a bin's requests in a range of ids. Together with `newestFirst` or
 * `oldestFirst` only the index on (bin_id, id) can serve it: for `bin_id = … ORDER BY id`
 * PostgreSQL likes to walk the primary key, past all that other bins got meanwhile.
 */
export function inBin(binId: string, { after, before, upTo }: IdRange = {}): Prisma.Sql {
  const end = upTo
    ? Prisma.sql`<= (${binId}, ${upTo}::uuid)`
    : Prisma.sql`< (${binId}, ${before ?? LAST_ID}::uuid)`;
  return Prisma.sql`(bin_id, requests.id) > (${binId}, ${after ?? FIRST_ID}::uuid)
    AND (bin_id, requests.id) ${end}`;
}

/** Not just `id`: of a query that selects `id::text` that means the text, and all rows are sorted. */
export const newestFirst = Prisma.sql`ORDER BY bin_id DESC, requests.id DESC`;
export const oldestFirst = Prisma.sql`ORDER BY bin_id, requests.id`;
