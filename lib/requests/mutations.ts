import type { OwnedBin } from "#lib/bins/access.ts";
import { db } from "#lib/db.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma } from "#prisma/client/client.ts";
import type { RequestSummary } from "./schema.ts";
import { summarizeRequest } from "./stored-request.ts";

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
  if (!pinned) publish("request.unpinned", { binId: bin.id });
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
  publish("requests.removed", { binId, all: true, pinned });
  return deleted;
}
