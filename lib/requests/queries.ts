import type { ReadableBin } from "#lib/bins/access.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { db } from "#lib/db.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { originForm, splitTarget } from "#lib/http/request-target.ts";
import { firstIdAt, idTimeMs, isUuid } from "#lib/ids.ts";
import { chooseReply } from "#lib/responses/default-reply.ts";
import { type CapturedRequest as CapturedRow, Prisma } from "#prisma/client/client.ts";
import { pathBelowBin } from "./bin-address.ts";
import { inBin, newestFirst, oldestFirst } from "./bin-range.ts";
import {
  type CapturedRequest,
  MAX_INLINE_BODY_BYTES,
  type RequestPage,
  type RequestSummary,
} from "./schema.ts";
import { type Found, searchBin } from "./search-bin.ts";
import { asShared } from "./shared-view.ts";
import { summarizeRequest } from "./stored-request.ts";
import { findSummaryRows, SUMMARY_COLUMNS, type SummaryRow } from "./summary-rows.ts";
import { verifyRequest } from "./verify-request.ts";

/** Rows of one node become visible in id order; another node's may come this much later. */
const OTHER_NODES_LAG_MS = 5_000;

/**
 * A page of a bin's requests, newest first, optionally only those that contain `q`. A search that
 * takes too long gives a page that is not full, but leads on.
 */
export async function listRequests(input: {
  binId: string;
  limit: number;
  cursor?: string | null;
  q?: string | null;
  /** What a share link narrows the list to; null for the owner. */
  share?: { requestId: string | null; redact: boolean } | null;
}): Promise<RequestPage> {
  const { binId, limit, cursor, q, share } = input;
  const before = cursor ?? null;
  const narrowed = share?.requestId ? Prisma.sql`AND id = ${share.requestId}::uuid` : Prisma.empty;
  const range = { binId, before, narrowed, limit: limit + 1 };
  if (q) return toPage(await searchBin({ ...range, q, inHeaders: !share?.redact }), limit);
  const rows = await findSummaryRows({ ...range, after: null, condition: narrowed });
  return toPage({ rows, searchedTo: null }, limit);
}

function toPage({ rows, searchedTo }: Found, limit: number): RequestPage {
  const items = rows.slice(0, limit).map(summarizeRequest);
  if (rows.length > limit) return { items, nextCursor: items.at(-1)?.id ?? null };
  return { items, nextCursor: searchedTo };
}

/**
 * What came after `since`, oldest first, at most `limit`. With several servers, rows a little older
 * are repeated, because another server may have committed them later: merge by id.
 */
export async function listRequestsSince(input: {
  binId: string;
  since: string;
  limit: number;
  severalServers: boolean;
}): Promise<RequestSummary[]> {
  const { binId, since, limit, severalServers } = input;
  const from = severalServers ? firstIdAt(idTimeMs(since) - OTHER_NODES_LAG_MS) : since;
  const rows = await db().$queryRaw<SummaryRow[]>(Prisma.sql`
    SELECT ${SUMMARY_COLUMNS} FROM requests
    WHERE ${inBin(binId, { after: from })} ${oldestFirst} LIMIT ${limit}`);
  return rows.map(summarizeRequest);
}

/** The id of a bin's newest request; null when there is none. */
export async function newestRequestId(binId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id::text FROM requests WHERE ${inBin(binId)} ${newestFirst} LIMIT 1`);
  return row?.id ?? null;
}

/** The stored row with its body; null when there is none. Access is the caller's to check. */
export async function findRequestRow(id: string): Promise<CapturedRow | null> {
  return isUuid(id) ? db().capturedRequest.findUnique({ where: { id } }) : null;
}

/** The bin that a request is in; null when there is no such request. */
export async function findBinIdOf(requestId: string): Promise<string | null> {
  if (!isUuid(requestId)) return null;
  const row = await db().capturedRequest.findUnique({
    where: { id: requestId },
    select: { binId: true },
  });
  return row?.binId ?? null;
}

/** A request as its reader may see it. */
export async function getRequest(
  row: CapturedRow,
  readable: ReadableBin,
): Promise<CapturedRequest> {
  const headers = storedHeaders(row.headers);
  const trailers = storedHeaders(row.trailers);
  const { path, query } = splitTarget(pathBelowBin(row.target));
  const verification = await verifyRequest(await getBinVerifier(readable.bin), {
    method: row.method,
    target: row.target,
    headers,
    body: row.body,
    receivedAt: row.receivedAt,
  });
  const { id, method } = row;
  const request: CapturedRequest = {
    id,
    binId: row.binId,
    receivedAt: row.receivedAt.toISOString(),
    method,
    target: originForm(row.target),
    path,
    query,
    httpVersion: row.httpVersion,
    remoteAddress: row.remoteAddress,
    headers,
    trailers,
    bodyBytes: row.bodyBytes,
    contentType: row.contentType,
    bodyBase64:
      row.bodyBytes <= MAX_INLINE_BODY_BYTES ? Buffer.from(row.body).toString("base64") : null,
    bodyUrl: `/api/v1/requests/${id}/body`,
    timings: { firstByteMs: row.firstByteMs, lastByteMs: row.lastByteMs },
    reply: chooseReply({ id, method, headers }),
    fidelity: row.fidelity === "wire" ? "wire" : "normalized",
    pinned: row.pinnedAt !== null,
    redacted: false,
    verification,
  };
  if (!readable.share) return request;
  return asShared(request, { slug: readable.bin.slug, redact: readable.share.redact });
}

/** The column holds what insertRequests wrote: JSON of a HeaderList. */
export function storedHeaders(text: string): HeaderList {
  return JSON.parse(text) as HeaderList;
}
