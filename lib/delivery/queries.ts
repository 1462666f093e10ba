import { db } from "#lib/db.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { isUuid } from "#lib/ids.ts";
import type {
  Attempt as AttemptRow,
  Delivery as DeliveryRow,
  Prisma,
} from "#prisma/client/client.ts";
import { RUNNING } from "./record-attempt.ts";
import {
  type Attempt,
  type AttemptResponse,
  type AttemptStage,
  type Delivery,
  type DeliveryState,
  MAX_RESPONSE_BODY_BYTES,
} from "./schema.ts";

/** The newest deliveries of a request that are listed. */
const MAX_LISTED = 50;

/** Longer answers are left out of lists: 50 of 128 KiB would be 9 MB to read on a phone. */
const MAX_LISTED_BODY_BYTES = 4 * 1024;

const WITH_ATTEMPTS = {
  attempts: { where: { stage: { not: RUNNING } }, orderBy: { number: "asc" } },
} satisfies Prisma.DeliveryInclude;

/** A target that was used before, as the resend form offers it. */
export type RememberedTarget = { url: string; lastUsedAt: string };

/** A delivery with its finished attempts; null when there is none. Access is the caller's to check. */
export async function getDelivery(id: string): Promise<Delivery | null> {
  if (!isUuid(id)) return null;
  const row = await db().delivery.findUnique({ where: { id }, include: WITH_ATTEMPTS });
  return row && toDelivery(row);
}

/** The deliveries of a request, newest first, at most 50, with the shorter of their answers. Access is the caller's to check. */
export async function listDeliveries(requestId: string): Promise<Delivery[]> {
  if (!isUuid(requestId)) return [];
  const rows = await db().delivery.findMany({
    where: { requestId },
    include: WITH_ATTEMPTS,
    orderBy: { id: "desc" },
    take: MAX_LISTED,
  });
  return rows.map((row) => toDelivery(row, MAX_LISTED_BODY_BYTES));
}

/** The targets that a bin's requests were sent to, the last used first. */
export async function listTargets(binId: string): Promise<RememberedTarget[]> {
  const rows = await db().target.findMany({ where: { binId }, orderBy: { lastUsedAt: "desc" } });
  return rows.map((row) => ({ url: row.url, lastUsedAt: row.lastUsedAt.toISOString() }));
}

function toDelivery(
  row: DeliveryRow & { attempts: AttemptRow[] },
  maxBodyBytes = MAX_RESPONSE_BODY_BYTES,
): Delivery {
  return {
    id: row.id,
    requestId: row.requestId,
    binId: row.binId,
    target: row.target,
    state: asState(row.state),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    attempts: row.attempts.map((attempt) => toAttempt(attempt, maxBodyBytes)),
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

/** Only record-attempt.ts and mutations.ts write the column, from this very union. */
function asState(text: string): DeliveryState {
  return text as DeliveryState;
}

/** Only record-attempt.ts writes the column, and running attempts are left out above. */
function asStage(text: string): AttemptStage {
  return text as AttemptStage;
}
