import type { Db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import type { DeliveryOrigin } from "./schema.ts";
import type { RetryPolicy } from "./target-settings.ts";

/** A delivery that is to be made, now or later. */
export type NewDelivery = {
  id: string;
  requestId: string;
  binId: string;
  targetId: string | null;
  /** The full URL. */
  url: string;
  /** Null: as captured. */
  method: string | null;
  /** JSON of a HeaderList; null: as captured. */
  headers: string | null;
  /** Null: as captured. */
  body: Uint8Array | null;
  /** Of what will be sent. */
  bodyBytes: number;
  origin: DeliveryOrigin;
  lane: string;
  ordered: boolean;
  /** From now until the first attempt. */
  afterMs: number;
  retry: RetryPolicy | null;
  resign: "off" | "on" | "force";
  idempotencyKey: string | null;
  onceKey: string | null;
  batchId: string | null;
  parentId: string | null;
  depth: number;
};

/** What is the same for nearly every delivery. */
export const PLAIN = {
  method: null,
  headers: null,
  body: null,
  ordered: false,
  afterMs: 0,
  retry: null,
  resign: "off",
  idempotencyKey: null,
  onceKey: null,
  batchId: null,
  parentId: null,
  depth: 0,
} satisfies Partial<NewDelivery>;

/**
 * Queues deliveries, with the transaction that `client` is. What is there already by its idempotency
 * key or once key is left out; the count tells.
 */
export function insertDeliveries(client: Db, deliveries: readonly NewDelivery[]) {
  return client.$executeRaw(Prisma.sql`
    ${insertFrom(Prisma.sql`json_to_recordset(${deliveryBatch(deliveries)}::json)`)}`);
}

/** The parameter for `insertFrom`. */
export function deliveryBatch(deliveries: readonly NewDelivery[]): string {
  return JSON.stringify(deliveries.map(toColumns));
}

/** The statement that queues a batch of deliveries, to stand alone or as a part of a larger one. */
export function insertFrom(recordset: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO deliveries (
      id, request_id, bin_id, target_id, target, method, headers, body, body_bytes, state, origin,
      lane, ordered, next_attempt_at, retry, resign, idempotency_key, once_key, batch_id, parent_id,
      depth, created_at
    )
    SELECT id, request_id, bin_id, target_id, url, method, headers, decode(body, 'base64'),
      body_bytes, 'queued', origin, lane, ordered, now() + make_interval(secs => after_ms / 1000),
      retry, resign, idempotency_key, once_key, batch_id, parent_id, depth, now()
    FROM ${recordset} AS d(
      id uuid, request_id uuid, bin_id text, target_id text, url text, method text, headers text,
      body text, body_bytes int, origin text, lane text, ordered boolean, after_ms float8,
      retry jsonb, resign text, idempotency_key text, once_key text, batch_id uuid, parent_id uuid,
      depth smallint)
    ON CONFLICT DO NOTHING`;
}

function toColumns(delivery: NewDelivery) {
  const { body } = delivery;
  return {
    id: delivery.id,
    request_id: delivery.requestId,
    bin_id: delivery.binId,
    target_id: delivery.targetId,
    url: delivery.url,
    method: delivery.method,
    headers: delivery.headers,
    body: body && Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64"),
    body_bytes: delivery.bodyBytes,
    origin: delivery.origin,
    lane: delivery.lane,
    ordered: delivery.ordered,
    after_ms: delivery.afterMs,
    retry: delivery.retry,
    resign: delivery.resign,
    idempotency_key: delivery.idempotencyKey,
    once_key: delivery.onceKey,
    batch_id: delivery.batchId,
    parent_id: delivery.parentId,
    depth: delivery.depth,
  };
}
