import { db } from "#lib/db.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { isUuid } from "#lib/ids.ts";
import type { Attempt as AttemptRow, Prisma } from "#prisma/client/client.ts";
import {
  type Attempt,
  type AttemptResponse,
  type AttemptStage,
  type Delivery,
  type DeliveryOrigin,
  type DeliveryPage,
  type DeliveryState,
  type DeliverySummary,
  MAX_RESPONSE_BODY_BYTES,
  type RecentTarget,
} from "./schema.ts";

/** The newest deliveries of a request that are listed. */
const MAX_LISTED = 50;

/** Longer answers are left out of lists: 50 of 128 KiB would be 9 MB to read on a phone. */
const MAX_LISTED_BODY_BYTES = 4 * 1024;

const SUMMARY = {
  id: true,
  requestId: true,
  binId: true,
  targetId: true,
  target: true,
  state: true,
  origin: true,
  attemptCount: true,
  nextAttemptAt: true,
  reason: true,
  lastStatus: true,
  lastError: true,
  batchId: true,
  parentId: true,
  depth: true,
  createdAt: true,
  finishedAt: true,
} satisfies Prisma.DeliverySelect;

const WHOLE = {
  ...SUMMARY,
  attempts: { orderBy: { number: "asc" } },
} satisfies Prisma.DeliverySelect;

type SummaryRow = Prisma.DeliveryGetPayload<{ select: typeof SUMMARY }>;
type WholeRow = Prisma.DeliveryGetPayload<{ select: typeof WHOLE }>;

/** A delivery with its finished attempts; null when there is none. Access is the caller's to check. */
export async function getDelivery(id: string): Promise<Delivery | null> {
  if (!isUuid(id)) return null;
  const [delivery] = await findDeliveries([id]);
  return delivery ?? null;
}

/** The deliveries of some ids that are still there, in no order. */
export async function findDeliveries(ids: readonly string[]): Promise<Delivery[]> {
  const rows = await db().delivery.findMany({ where: { id: { in: [...ids] } }, select: WHOLE });
  const names = await targetNames(rows);
  return rows.map((row) => toDelivery(row, names));
}

/** The deliveries of a request, newest first, at most 50, with the shorter of their answers. Access is the caller's to check. */
export async function listDeliveries(requestId: string): Promise<Delivery[]> {
  if (!isUuid(requestId)) return [];
  const rows = await db().delivery.findMany({
    where: { requestId },
    select: WHOLE,
    orderBy: { id: "desc" },
    take: MAX_LISTED,
  });
  const names = await targetNames(rows);
  return rows.map((row) => toDelivery(row, names, MAX_LISTED_BODY_BYTES));
}

/** What a list of deliveries is narrowed to. */
export type DeliveryFilter = {
  states?: readonly DeliveryState[] | undefined;
  reason?: string | undefined;
  targetId?: string | undefined;
  batchId?: string | undefined;
};

/** A page of the deliveries of some bins, newest first. */
export async function listBinDeliveries(
  binIds: readonly string[],
  filter: DeliveryFilter & { cursor: string | null; limit: number },
): Promise<DeliveryPage> {
  const { states, reason, targetId, batchId, cursor, limit } = filter;
  const rows = await db().delivery.findMany({
    where: {
      binId: { in: [...binIds] },
      ...(states === undefined ? {} : { state: { in: [...states] } }),
      ...(reason === undefined ? {} : { reason }),
      ...(targetId === undefined ? {} : { targetId }),
      ...(batchId === undefined ? {} : { batchId }),
      ...(cursor === null ? {} : { id: { lt: cursor } }),
    },
    select: SUMMARY,
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const names = await targetNames(rows);
  const items = rows.slice(0, limit).map((row) => toSummary(row, names));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The addresses that a bin's requests were sent to by hand, the last used first. */
export async function listRecentTargets(binId: string): Promise<RecentTarget[]> {
  const rows = await db().recentTarget.findMany({
    where: { binId },
    orderBy: { lastUsedAt: "desc" },
  });
  return rows.map((row) => ({ url: row.url, lastUsedAt: row.lastUsedAt.toISOString() }));
}

/** What the saved targets of some deliveries are called, by id. */
async function targetNames(
  rows: readonly { targetId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(rows.flatMap(({ targetId }) => targetId ?? []));
  if (ids.size === 0) return new Map();
  const targets = await db().target.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(targets.map(({ id, name }) => [id, name]));
}

function toDelivery(
  { attempts, ...row }: WholeRow,
  names: ReadonlyMap<string, string>,
  maxBodyBytes = MAX_RESPONSE_BODY_BYTES,
): Delivery {
  return {
    ...toSummary(row, names),
    attempts: attempts.map((attempt) => toAttempt(attempt, maxBodyBytes)),
  };
}

function toSummary(row: SummaryRow, names: ReadonlyMap<string, string>): DeliverySummary {
  return {
    ...row,
    targetName: names.get(row.targetId ?? "") ?? null,
    state: asState(row.state),
    origin: asOrigin(row.origin),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function toAttempt(row: AttemptRow, maxBodyBytes: number): Attempt {
  return {
    number: row.number,
    at: row.at.toISOString(),
    durationMs: row.durationMs,
    stage: asStage(row.stage),
    error: row.error,
    request: {
      method: row.requestMethod,
      url: row.requestUrl,
      headers: storedHeaders(row.requestHeaders),
      bodyBytes: row.requestBytes,
    },
    response:
      row.responseStatus === null ? null : toResponse(row, row.responseStatus, maxBodyBytes),
  };
}

function toResponse(row: AttemptRow, status: number, maxBodyBytes: number): AttemptResponse {
  const body = Buffer.from(row.responseBody ?? []);
  return {
    status,
    headers: storedHeaders(row.responseHeaders ?? "[]"),
    bodyBase64: body.length > maxBodyBytes ? null : body.toString("base64"),
    truncated: row.truncated,
  };
}

/** Only this folder writes the column, as JSON of a HeaderList. */
function storedHeaders(text: string): HeaderList {
  return JSON.parse(text) as HeaderList;
}

/** Only this folder writes these three columns, from these very unions. */
function asState(text: string): DeliveryState {
  return text as DeliveryState;
}

function asOrigin(text: string): DeliveryOrigin {
  return text as DeliveryOrigin;
}

function asStage(text: string): AttemptStage {
  return text as AttemptStage;
}
