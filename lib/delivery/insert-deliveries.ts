import {
  type BatchColumn,
  batchColumn as column,
  columnNames,
  encodeColumns,
  unnestColumns,
} from "#lib/requests/batch-columns.ts";
import { pgTypes } from "#lib/requests/binary-array.ts";
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

const { text, bytea, uuid, integer, smallint, double, boolean } = pgTypes;

/** What a rule sets; the rest has the default of its column. */
const RULE_COLUMNS: readonly BatchColumn<NewDelivery>[] = [
  column("id", uuid, (row) => row.id),
  column("request_id", uuid, (row) => row.requestId),
  column("bin_id", text, (row) => row.binId),
  column("target_id", text, (row) => row.targetId),
  column("target", text, (row) => row.url),
  column("body_bytes", integer, (row) => row.bodyBytes),
  column("origin", text, (row) => row.origin),
  column("lane", text, (row) => row.lane),
  column("ordered", boolean, (row) => row.ordered),
  column("once_key", text, (row) => row.onceKey),
];

const OTHER_COLUMNS: readonly BatchColumn<NewDelivery>[] = [
  column("method", text, (row) => row.method),
  column("headers", text, (row) => row.headers),
  column("body", bytea, (row) => row.body),
  column("resign", text, (row) => row.resign),
  column("idempotency_key", text, (row) => row.idempotencyKey),
  column("batch_id", uuid, (row) => row.batchId),
  column("parent_id", uuid, (row) => row.parentId),
  column("depth", smallint, (row) => row.depth),
];

/** These are not stored as they are. */
const MADE_COLUMNS: readonly BatchColumn<NewDelivery>[] = [
  column("retry_json", text, (row) => row.retry && JSON.stringify(row.retry)),
  column("after_ms", double, (row) => row.afterMs),
];

const STORED_COLUMNS = [...RULE_COLUMNS, ...OTHER_COLUMNS];
const ALL_COLUMNS = [...STORED_COLUMNS, ...MADE_COLUMNS];

/** The parameters of `insertRuleDeliveriesText`. */
export function encodeRuleDeliveries(rows: readonly NewDelivery[]): Buffer[] {
  return encodeColumns(RULE_COLUMNS, rows);
}

/**
 * The statement that queues what rules made of captures, for now, as a part of a larger one: half the
 * columns are half the work. Its parameters begin at `$first`. `ifNew`: what is there already is left
 * out; looking for that costs as much as an index, and what a capture sets off is mostly new.
 */
export function insertRuleDeliveriesText(first: number, ifNew: boolean): string {
  const names = columnNames(RULE_COLUMNS);
  return `INSERT INTO deliveries (${names}, state, next_attempt_at, created_at)
    SELECT ${names}, 'queued', now(), now()
    FROM ${unnestColumns(RULE_COLUMNS, first)} AS d(${names}) ${ifNew ? UNLESS_THERE : ""}`;
}

const UNLESS_THERE = "ON CONFLICT DO NOTHING";

/** True for what may be there already, by its key. */
export function canBeThere({ idempotencyKey, onceKey, parentId }: NewDelivery): boolean {
  return idempotencyKey !== null || onceKey !== null || parentId !== null;
}

/**
 * Queues deliveries, with the transaction that `client` is. What is there already by its idempotency
 * key or once key is left out; the count tells.
 */
export function insertDeliveries(
  client: Prisma.TransactionClient,
  deliveries: readonly NewDelivery[],
) {
  const names = columnNames(STORED_COLUMNS);
  const statement = `INSERT INTO deliveries (${names}, retry, state, next_attempt_at, created_at)
    SELECT ${names}, retry_json::jsonb, 'queued', now() + make_interval(secs => after_ms / 1000), now()
    FROM ${unnestColumns(ALL_COLUMNS)} AS d(${columnNames(ALL_COLUMNS)})
    ${deliveries.some(canBeThere) ? UNLESS_THERE : ""}`;
  const parts = statement.split(/\$\d+/);
  return client.$executeRaw(new Prisma.Sql(parts, encodeColumns(ALL_COLUMNS, deliveries)));
}
