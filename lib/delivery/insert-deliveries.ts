import type { Db } from "#lib/db.ts";
import { binaryArray, pgTypes } from "#lib/requests/binary-array.ts";
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
  return client.$executeRaw(insertDeliveriesStatement(deliveries));
}

/**
 * The statement that queues deliveries, to stand alone or as a part of a larger one. Each column
 * travels as one binary array, as those of captures do (see lib/requests/insert.ts).
 */
export function insertDeliveriesStatement(rows: readonly NewDelivery[]): Prisma.Sql {
  const { text, bytea, uuid, integer, smallint, double, boolean } = pgTypes;
  return Prisma.sql`
    INSERT INTO deliveries (
      id, request_id, bin_id, target_id, target, method, headers, body, body_bytes, state, origin,
      lane, ordered, next_attempt_at, retry, resign, idempotency_key, once_key, batch_id, parent_id,
      depth, created_at
    )
    SELECT id, request_id, bin_id, target_id, url, method, headers, body, body_bytes, 'queued',
      origin, lane, ordered, now() + make_interval(secs => after_ms / 1000), retry::jsonb, resign,
      idempotency_key, once_key, batch_id, parent_id, depth, now()
    FROM unnest(
      ${binaryArray(uuid, rows, (row) => row.id)}::uuid[],
      ${binaryArray(uuid, rows, (row) => row.requestId)}::uuid[],
      ${binaryArray(text, rows, (row) => row.binId)}::text[],
      ${binaryArray(text, rows, (row) => row.targetId)}::text[],
      ${binaryArray(text, rows, (row) => row.url)}::text[],
      ${binaryArray(text, rows, (row) => row.method)}::text[],
      ${binaryArray(text, rows, (row) => row.headers)}::text[],
      ${binaryArray(bytea, rows, (row) => row.body)}::bytea[],
      ${binaryArray(integer, rows, (row) => row.bodyBytes)}::int[],
      ${binaryArray(text, rows, (row) => row.origin)}::text[],
      ${binaryArray(text, rows, (row) => row.lane)}::text[],
      ${binaryArray(boolean, rows, (row) => row.ordered)}::boolean[],
      ${binaryArray(double, rows, (row) => row.afterMs)}::float8[],
      ${binaryArray(text, rows, (row) => row.retry && JSON.stringify(row.retry))}::text[],
      ${binaryArray(text, rows, (row) => row.resign)}::text[],
      ${binaryArray(text, rows, (row) => row.idempotencyKey)}::text[],
      ${binaryArray(text, rows, (row) => row.onceKey)}::text[],
      ${binaryArray(uuid, rows, (row) => row.batchId)}::uuid[],
      ${binaryArray(uuid, rows, (row) => row.parentId)}::uuid[],
      ${binaryArray(smallint, rows, (row) => row.depth)}::smallint[]
    ) AS d(id, request_id, bin_id, target_id, url, method, headers, body, body_bytes, origin, lane,
      ordered, after_ms, retry, resign, idempotency_key, once_key, batch_id, parent_id, depth)
    ${rows.some(canBeThere) ? Prisma.sql`ON CONFLICT DO NOTHING` : Prisma.empty}`;
}

/** Looking for a conflict costs as much as an index; what a capture sets off has none. */
function canBeThere({ idempotencyKey, onceKey, parentId }: NewDelivery): boolean {
  return idempotencyKey !== null || onceKey !== null || parentId !== null;
}
