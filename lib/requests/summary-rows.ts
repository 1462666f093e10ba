import { db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { inBin, newestFirst } from "./bin-range.ts";
import type { summarizeRequest } from "./stored-request.ts";

/** A row of `requests` with the columns of a summary. */
export type SummaryRow = Parameters<typeof summarizeRequest>[0];

/** What a summary is made of; the body and the headers are not read. */
export const SUMMARY_COLUMNS = Prisma.sql`
  id::text, received_at AS "receivedAt", method, target, content_type AS "contentType",
  remote_address AS "remoteAddress", reply_status AS "replyStatus", body_bytes AS "bodyBytes",
  verification_status AS "verificationStatus", pinned_at AS "pinnedAt"`;

/** A bin's rows between two ids (neither included), newest first, for which `condition` holds too. */
export function findSummaryRows(input: {
  binId: string;
  before: string | null;
  after: string | null;
  condition: Prisma.Sql;
  limit: number;
}): Promise<SummaryRow[]> {
  const { binId, before, after, condition, limit } = input;
  return db().$queryRaw<SummaryRow[]>(Prisma.sql`
    SELECT ${SUMMARY_COLUMNS} FROM requests
    WHERE ${inBin(binId, { before, after })} ${condition} ${newestFirst} LIMIT ${limit}`);
}
