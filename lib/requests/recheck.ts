import { getBinVerifier } from "#lib/bins/queries.ts";
import { type RecheckRound, startRecheck } from "#lib/bins/rechecks.ts";
import type { RecheckProgress } from "#lib/bins/schema.ts";
import { db } from "#lib/db.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { Prisma } from "#prisma/client/client.ts";
import { inBin, newestFirst } from "./bin-range.ts";
import { storedHeaders } from "./queries.ts";
import type { CheckedRequest } from "./schema.ts";
import { asStatus } from "./stored-request.ts";
import { judgeRequest } from "./verify-request.ts";

const BATCH_ROWS = 200;
/** Bodies that are held at a time; one that is larger is held alone. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** One bin after the other: a hundred at once would hold a hundred batches of bodies. */
let queue: Promise<void> = Promise.resolve();

/**
 * Checks every stored request of a bin again after its scheme or secrets have changed, newest
 * first. Resolves when that is noted and not when it is done: whoever watches the bin is told as it
 * goes. A later change of the same bin makes an earlier round stop.
 */
export async function recheckInBackground(binId: string): Promise<void> {
  const total = await db().capturedRequest.count({ where: { binId } });
  const round = startRecheck(binId, total);
  publish("requests.checked", { binId, items: [], recheck: { done: 0, total } });
  queue = queue.then(() => runRound(binId, total, round));
}

async function runRound(binId: string, total: number, round: RecheckRound): Promise<void> {
  if (round.isOutdated()) return;
  try {
    await recheckRequests(binId, total, round);
  } catch (error) {
    logger.error({ err: error, binId }, "requests were not re-checked");
  }
  if (round.isOutdated()) return;
  round.end();
  publish("requests.checked", { binId, items: [], recheck: null });
  publish("bin.updated", { binId });
}

/** Checks a bin's requests until done or outdated, holding few bodies at a time. */
export async function recheckRequests(
  binId: string,
  total: number,
  { isOutdated, advance }: Pick<RecheckRound, "isOutdated" | "advance">,
): Promise<void> {
  const bin = await db().bin.findUnique({ where: { id: binId } });
  if (!bin) return;
  const verifier = await getBinVerifier(bin);
  const readsBody = looksAtBody(verifier.signature?.scheme ?? null);
  let before: string | null = null;
  for (let done = 0; ; ) {
    const ids: string[] = await nextIds(binId, before);
    if (ids.length === 0 || isOutdated()) return;
    const rows = await readRows(ids, readsBody);
    const statuses = await Promise.all(
      rows.map(async (row) => {
        const headers = storedHeaders(row.headers);
        return judgeRequest(verifier, { ...row, headers });
      }),
    );
    if (isOutdated()) return;
    const items = await writeStatuses(
      rows.map(({ id }) => id),
      statuses,
    );
    done += ids.length;
    // Requests that arrived since were checked as they came, and others may be gone.
    const recheck: RecheckProgress = { done: Math.min(done, total), total };
    advance(recheck);
    publish("requests.checked", { binId, items, recheck });
    before = ids.at(-1) ?? null;
  }
}

/** False where the body changes no verdict: for most tokens, and when nothing is checked any more. */
function looksAtBody(schemeId: string | null): boolean {
  const scheme = schemeId === null ? null : findScheme(schemeId);
  if (scheme === null) return false;
  return scheme.alg !== "equal" || scheme.signature.body !== undefined;
}

type StoredRow = {
  id: string;
  method: string;
  target: string;
  headers: string;
  body: Uint8Array;
  receivedAt: Date;
};

/** Raw, because Prisma's own reading of bodies takes twice as long. */
function readRows(ids: string[], readsBody: boolean): Promise<StoredRow[]> {
  const body = readsBody ? Prisma.sql`body` : Prisma.sql`''::bytea AS body`;
  return db().$queryRaw<StoredRow[]>(Prisma.sql`
    SELECT id::text, method, target, headers, ${body}, received_at AS "receivedAt"
    FROM requests WHERE id = ANY(${ids}::uuid[])`);
}

/** The requests whose status became another one. */
async function writeStatuses(
  ids: string[],
  statuses: (string | null)[],
): Promise<CheckedRequest[]> {
  const rows = await db().$queryRaw<{ id: string; status: string | null }[]>(Prisma.sql`
    UPDATE requests SET verification_status = checked.status
    FROM unnest(${ids}::uuid[], ${statuses}::text[]) AS checked(id, status)
    WHERE requests.id = checked.id AND verification_status IS DISTINCT FROM checked.status
    RETURNING requests.id::text, checked.status`);
  return rows.map(({ id, status }) => ({
    id,
    verification: status === null ? null : { status: asStatus(status) },
  }));
}

/** The next ids, newest first, whose bodies together fit into a batch; at least one if there is one. */
async function nextIds(binId: string, before: string | null): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string; bodyBytes: number }[]>(Prisma.sql`
    SELECT id::text, body_bytes AS "bodyBytes" FROM requests
    WHERE ${inBin(binId, { before })} ${newestFirst} LIMIT ${BATCH_ROWS}`);
  const ids: string[] = [];
  let bytes = 0;
  for (const { id, bodyBytes } of rows) {
    bytes += bodyBytes;
    if (ids.length > 0 && bytes > BATCH_BYTES) break;
    ids.push(id);
  }
  return ids;
}
