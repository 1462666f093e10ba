import { availableParallelism } from "node:os";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { Prisma } from "#prisma/client/client.ts";
import { inBin, newestFirst } from "./bin-range.ts";
import { SEARCHED_BODY_BYTES, searchCondition } from "./search-condition.ts";
import { findSummaryRows, type SummaryRow } from "./summary-rows.ts";
import { createTurns } from "./take-turns.ts";

/** One statement reads at most so many bytes of bodies, about a quarter of a second's work. */
const WINDOW_BYTES = 16 * 1024 * 1024;
const WINDOW_ROWS = 2_000;
/** A search that has not come through by then answers with what it found, and where to go on. */
const ANSWER_WITHIN_MS = 8_000;
const MAX_WAITING = 50;
const BUSY_RETRY_AFTER_SECONDS = 5;

/** Half of the processors may search; capturing needs the rest. */
const turns = createTurns(Math.max(1, Math.floor(availableParallelism() / 2)), MAX_WAITING);

/** Rows of a bin that contain `q`, and the id to go on from; null when all was searched. */
export type Found = { rows: SummaryRow[]; searchedTo: string | null };

/**
 * Searches a bin from `before` on, newest first, until `limit` rows are found, everything was looked
 * at or 8 s are over. It goes window by window, and searches take turns: a bin full of large bodies
 * takes the database many seconds to read. Throws `unavailable` when too many searches wait already.
 */
export async function searchBin(input: {
  binId: string;
  q: string;
  before: string | null;
  /** SQL that holds for the requests that may be found; empty for all. */
  narrowed: Prisma.Sql;
  inHeaders: boolean;
  limit: number;
}): Promise<Found> {
  const { binId, q, narrowed, inHeaders, limit } = input;
  const condition = Prisma.sql`${narrowed} ${searchCondition(q, { binId, inHeaders })}`;
  const deadlineMs = performance.now() + ANSWER_WITHIN_MS;
  const rows: SummaryRow[] = [];
  let before = input.before;
  for (;;) {
    const after = await endOfWindow(binId, before);
    const range = { binId, before, after, condition, limit: limit - rows.length };
    const found = await turns.take(() => findSummaryRows(range));
    if (found === null) throw tooManySearches();
    rows.push(...found);
    if (after === null || rows.length >= limit) return { rows, searchedTo: null };
    // Not the row at `after` itself: it is the first of the next window.
    before = idAfter(after);
    if (performance.now() > deadlineMs) return { rows, searchedTo: before };
  }
}

/** The first id, going back from `before`, that is too much for one window; null when all fits. */
async function endOfWindow(binId: string, before: string | null): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id::text FROM (
      SELECT id, row_number() OVER running AS place,
        sum(least(body_bytes, ${SEARCHED_BODY_BYTES}::int)) OVER running AS bytes
      FROM (
        SELECT id, bin_id, body_bytes FROM requests
        WHERE ${inBin(binId, { before })} ${newestFirst} LIMIT ${WINDOW_ROWS + 1}
      ) AS requests
      WINDOW running AS (ORDER BY id DESC)
    ) AS measured
    WHERE place > 1 AND (bytes > ${WINDOW_BYTES} OR place > ${WINDOW_ROWS})
    ORDER BY place LIMIT 1`);
  return row?.id ?? null;
}

/** The next greater UUID, as the end of a range that is to include this one. */
function idAfter(id: string): string {
  const next = (BigInt(`0x${id.replaceAll("-", "")}`) + 1n).toString(16).padStart(32, "0");
  return next.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function tooManySearches(): AppError {
  return new AppError("unavailable", "Too many searches are waiting: try again", {
    retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS,
  });
}
