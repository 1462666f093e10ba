import { requestWriter } from "#lib/db.ts";
import {
  canBeThere,
  encodeRuleDeliveries,
  insertRuleDeliveriesText,
  type NewDelivery,
} from "#lib/delivery/insert-deliveries.ts";
import { wakeWorkers } from "#lib/delivery/queue-wake.ts";
import { recordSkipped } from "#lib/delivery/skip-log.ts";
import { publish } from "#lib/realtime/bus.ts";
import { INSERT_REQUESTS, insertRequests } from "#lib/requests/insert.ts";
import { type StoredRequest, summarizeRequest } from "#lib/requests/stored-request.ts";

/** A captured request with the deliveries that it sets off. */
export type CapturedRow = {
  request: StoredRequest;
  deliveries: NewDelivery[];
  /** Targets that matched and have no room. */
  skipped: string[];
};

/** What a row costs beside its body: headers, ids and the like. */
const ROW_OVERHEAD_BYTES = 1024;

/** Stores captures and queues their deliveries with one statement: both are committed, or neither. */
export async function storeCaptures(rows: readonly CapturedRow[]): Promise<void> {
  const requests = rows.map(({ request }) => request);
  const deliveries = rows.flatMap((row) => row.deliveries);
  if (deliveries.length === 0) return insertRequests(requests);
  const ifNew = deliveries.some(canBeThere);
  const insertDeliveries = insertRuleDeliveriesText(INSERT_REQUESTS.parameters + 1, ifNew);
  await requestWriter().query({
    name: ifNew ? "insert-requests-and-new-deliveries" : "insert-requests-and-deliveries",
    text: `WITH stored AS (${INSERT_REQUESTS.text}) ${insertDeliveries}`,
    values: [...INSERT_REQUESTS.encode(requests), ...encodeRuleDeliveries(deliveries)],
  });
}

/** What a row holds in memory until it is stored. */
export function rowBytes({ request, deliveries }: CapturedRow): number {
  return request.body.length + ROW_OVERHEAD_BYTES * (1 + deliveries.length);
}

/** Tells who watches and who delivers. */
export function announceCaptures(rows: readonly CapturedRow[]): void {
  for (const [binId, group] of Map.groupBy(rows, ({ request }) => request.binId)) {
    const items = group.map(({ request }) =>
      summarizeRequest({ ...request, bodyBytes: request.body.length, pinnedAt: null }),
    );
    publish("requests.captured", { binId, items });
    const ids = group.flatMap((row) => row.deliveries.map(({ id }) => id));
    if (ids.length > 0) publish("delivery.updated", { binId, ids });
  }
  if (rows.some((row) => row.deliveries.length > 0)) wakeWorkers();
  for (const targetId of rows.flatMap((row) => row.skipped)) recordSkipped(targetId);
}
