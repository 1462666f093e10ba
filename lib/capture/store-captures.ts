import { db } from "#lib/db.ts";
import { insertDeliveriesStatement, type NewDelivery } from "#lib/delivery/insert-deliveries.ts";
import { wakeWorkers } from "#lib/delivery/queue-wake.ts";
import { recordSkipped } from "#lib/delivery/skip-log.ts";
import { publish } from "#lib/realtime/bus.ts";
import { insertRequests, insertStatement } from "#lib/requests/insert.ts";
import { type StoredRequest, summarizeRequest } from "#lib/requests/stored-request.ts";
import { Prisma } from "#prisma/client/client.ts";

/** A captured request with the deliveries that it sets off. */
export type CapturedRow = StoredRequest & {
  deliveries: NewDelivery[];
  /** Targets that matched and have no room. */
  skipped: string[];
};

/** What a row costs beside its body: headers, ids and the like. */
const ROW_OVERHEAD_BYTES = 1024;

/** Stores captures and queues their deliveries with one statement: both are committed, or neither. */
export async function storeCaptures(rows: readonly CapturedRow[]): Promise<void> {
  const deliveries = rows.flatMap((row) => row.deliveries);
  if (deliveries.length === 0) return insertRequests(db(), rows);
  await db().$executeRaw(Prisma.sql`
    WITH stored AS (${insertStatement(rows)}) ${insertDeliveriesStatement(deliveries)}`);
}

/** What a row holds in memory until it is stored. */
export function rowBytes(row: CapturedRow): number {
  return row.body.length + ROW_OVERHEAD_BYTES * (1 + row.deliveries.length);
}

/** Tells who watches and who delivers. */
export function announceCaptures(rows: readonly CapturedRow[]): void {
  for (const [binId, group] of Map.groupBy(rows, (row) => row.binId)) {
    const items = group.map((row) =>
      summarizeRequest({ ...row, bodyBytes: row.body.length, pinnedAt: null }),
    );
    publish("requests.captured", { binId, items });
    const ids = group.flatMap((row) => row.deliveries.map(({ id }) => id));
    if (ids.length > 0) publish("delivery.updated", { binId, ids });
  }
  if (rows.some((row) => row.deliveries.length > 0)) wakeWorkers();
  for (const targetId of rows.flatMap((row) => row.skipped)) recordSkipped(targetId);
}
