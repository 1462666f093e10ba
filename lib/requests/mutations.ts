import type { OwnedBin } from "#lib/bins/access.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";
import { storedHeaders } from "./queries.ts";
import type { RequestSummary } from "./schema.ts";
import { summarizeRequest } from "./stored-request.ts";
import { verifyRequest } from "./verify-request.ts";

/** Pinned requests survive the ring and "clear". */
export async function setPinned(
  bin: OwnedBin,
  requestId: string,
  pinned: boolean,
): Promise<RequestSummary> {
  const row = await db().capturedRequest.update({
    where: { id: requestId, binId: bin.id },
    data: { pinnedAt: pinned ? new Date() : null },
  });
  publish("bin.updated", { binId: bin.id });
  return summarizeRequest(row);
}

/** Deletes one request and its deliveries. */
export async function deleteRequest(bin: OwnedBin, requestId: string): Promise<void> {
  await db().$transaction([
    db().delivery.deleteMany({ where: { requestId, binId: bin.id } }),
    db().capturedRequest.deleteMany({ where: { id: requestId, binId: bin.id } }),
  ]);
  publish("requests.removed", { binId: bin.id, ids: [requestId] });
}

/** Deletes every unpinned request of a bin (with `pinned`, those too) and says how many. */
export async function clearRequests(bin: OwnedBin, pinned: boolean): Promise<number> {
  const binId = bin.id;
  const [, deleted] = await db().$transaction([
    db().$executeRaw(Prisma.sql`
      DELETE FROM deliveries WHERE request_id IN (
        SELECT id FROM requests WHERE bin_id = ${binId}
          AND (${pinned}::boolean OR pinned_at IS NULL))`),
    db().$executeRaw(Prisma.sql`
      DELETE FROM requests WHERE bin_id = ${binId}
        AND (${pinned}::boolean OR pinned_at IS NULL)`),
  ]);
  publish("requests.removed", { binId, ids: "all" });
  return deleted;
}

const RECHECK_BATCH = 50;

/** Checks every stored request of a bin again, after its scheme or secrets have changed. */
export async function recheckRequests(bin: OwnedBin): Promise<void> {
  const verifier = await getBinVerifier(bin);
  let before: string | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof nextRows>> = await nextRows(bin.id, before);
    for (const row of rows) {
      const headers = storedHeaders(row.headers);
      const verification = await verifyRequest(verifier, { ...row, headers });
      await db().capturedRequest.updateMany({
        where: { id: row.id },
        data: { verificationStatus: verification?.status ?? null },
      });
    }
    before = rows.at(-1)?.id ?? null;
    if (before === null) break;
  }
  publish("bin.updated", { binId: bin.id });
}

function nextRows(binId: string, before: string | null) {
  return db().capturedRequest.findMany({
    where: { binId, ...(before === null ? {} : { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take: RECHECK_BATCH,
    select: { id: true, method: true, target: true, headers: true, body: true, receivedAt: true },
  });
}
