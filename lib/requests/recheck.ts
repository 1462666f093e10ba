import { getBinVerifier } from "#lib/bins/queries.ts";
import { db } from "#lib/db.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { type Bin, Prisma } from "#prisma/client/client.ts";
import { inBin, newestFirst } from "./bin-range.ts";
import { storedHeaders } from "./queries.ts";
import { verifyRequest } from "./verify-request.ts";

const BATCH_ROWS = 50;
/** Bodies that are held at a time; one that is larger is held alone. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** A later change of the same bin makes an earlier round stop. */
const rounds = new Map<string, symbol>();
/** One bin after the other: a hundred at once would hold a hundred batches of bodies. */
let queue: Promise<void> = Promise.resolve();

/**
 * Checks every stored request of a bin again after its scheme or secrets have changed, newest
 * first. Whoever watches the bin is told as it goes.
 */
export function recheckInBackground(bin: Bin): void {
  const round = Symbol(bin.id);
  rounds.set(bin.id, round);
  const isOutdated = () => rounds.get(bin.id) !== round;
  queue = queue.then(async () => {
    if (isOutdated()) return;
    await recheckRequests(bin, isOutdated).catch((error) =>
      logger.error({ err: error, binId: bin.id }, "requests were not re-checked"),
    );
    if (!isOutdated()) rounds.delete(bin.id);
  });
}

/** Checks a bin's requests again until done or outdated, holding few bodies at a time. */
export async function recheckRequests(bin: Bin, isOutdated: () => boolean): Promise<void> {
  const verifier = await getBinVerifier(bin);
  let before: string | null = null;
  for (;;) {
    const ids: string[] = await nextIds(bin.id, before);
    if (ids.length === 0 || isOutdated()) return;
    const rows = await db().capturedRequest.findMany({
      where: { id: { in: ids } },
      select: { id: true, method: true, target: true, headers: true, body: true, receivedAt: true },
    });
    const statuses = await Promise.all(
      rows.map(async (row) => {
        const headers = storedHeaders(row.headers);
        return (await verifyRequest(verifier, { ...row, headers }))?.status ?? null;
      }),
    );
    if (isOutdated()) return;
    await db().$executeRaw(Prisma.sql`
      UPDATE requests SET verification_status = checked.status
      FROM unnest(${rows.map((row) => row.id)}::uuid[], ${statuses}::text[]) AS checked(id, status)
      WHERE requests.id = checked.id`);
    publish("bin.updated", { binId: bin.id });
    before = ids.at(-1) ?? null;
  }
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
