import type { ReadableBin } from "#lib/bins/access.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { db } from "#lib/db.ts";
import { type HeaderList, redactHeaders } from "#lib/http/headers.ts";
import { originForm, splitTarget } from "#lib/http/request-target.ts";
import { firstIdAt, idTimeMs, isUuid } from "#lib/ids.ts";
import { chooseReply } from "#lib/responses/default-reply.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { type CapturedRequest as CapturedRow, Prisma } from "#prisma/client/client.ts";
import { pathBelowBin } from "./bin-address.ts";
import {
  type CapturedRequest,
  MAX_INLINE_BODY_BYTES,
  type RequestPage,
  type RequestSummary,
} from "./schema.ts";
import { searchCondition } from "./search.ts";
import { summarizeRequest } from "./stored-request.ts";
import { verifyRequest } from "./verify-request.ts";

/** Rows of one node become visible in id order; another node's may come this much later. */
const OTHER_NODES_LAG_MS = 5_000;

type SummaryRow = Parameters<typeof summarizeRequest>[0];

const SUMMARY_COLUMNS = Prisma.sql`
  id::text, received_at AS "receivedAt", method, target, content_type AS "contentType",
  remote_address AS "remoteAddress", reply_status AS "replyStatus", body_bytes AS "bodyBytes",
  verification_status AS "verificationStatus", pinned_at AS "pinnedAt"`;

/** A page of a bin's requests, newest first, optionally only those that contain `q`. */
export async function listRequests(input: {
  binId: string;
  limit: number;
  cursor?: string | null;
  q?: string | null;
  /** A share of one request sees only that one. */
  onlyId?: string | null;
}): Promise<RequestPage> {
  const { binId, limit, cursor, q, onlyId } = input;
  const rows = await db().$queryRaw<SummaryRow[]>(Prisma.sql`
    SELECT ${SUMMARY_COLUMNS} FROM requests
    WHERE bin_id = ${binId}
      ${cursor ? Prisma.sql`AND id < ${cursor}::uuid` : Prisma.empty}
      ${onlyId ? Prisma.sql`AND id = ${onlyId}::uuid` : Prisma.empty}
      ${q ? searchCondition(q) : Prisma.empty}
    ORDER BY id DESC LIMIT ${limit + 1}`);
  const items = rows.slice(0, limit).map(summarizeRequest);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
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
    WHERE bin_id = ${binId} AND id > ${from}::uuid ORDER BY id ASC LIMIT ${limit}`);
  return rows.map(summarizeRequest);
}

/** The id of a bin's newest request; null when there is none. */
export async function newestRequestId(binId: string): Promise<string | null> {
  const row = await db().capturedRequest.findFirst({
    where: { binId },
    orderBy: { id: "desc" },
    select: { id: true },
  });
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

/** A request as its reader may see it: a share can hide credentials, and never shows the secret's work. */
export async function getRequest(
  row: CapturedRow,
  readable: ReadableBin,
): Promise<CapturedRequest> {
  const redacted = readable.share?.redact ?? false;
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
  return {
    id,
    binId: row.binId,
    receivedAt: row.receivedAt.toISOString(),
    method,
    target: originForm(row.target),
    path,
    query,
    httpVersion: row.httpVersion,
    remoteAddress: row.remoteAddress,
    headers: redacted ? redactHeaders(headers) : headers,
    trailers: redacted ? redactHeaders(trailers) : trailers,
    bodyBytes: row.bodyBytes,
    contentType: row.contentType,
    bodyBase64:
      row.bodyBytes <= MAX_INLINE_BODY_BYTES ? Buffer.from(row.body).toString("base64") : null,
    bodyUrl: `/api/v1/requests/${id}/body`,
    timings: { firstByteMs: row.firstByteMs, lastByteMs: row.lastByteMs },
    reply: chooseReply({ id, method, headers }),
    fidelity: row.fidelity === "wire" ? "wire" : "normalized",
    pinned: row.pinnedAt !== null,
    redacted,
    verification:
      readable.share && verification ? withoutDigests(verification, redacted) : verification,
  };
}

/**
 * An expected digest is as good as a signature for this body: only the owner sees it. The signed
 * content can repeat a credential header, so it goes where those are hidden.
 */
function withoutDigests(verification: Verification, redacted: boolean): Verification {
  const { expected: _expected, received: _received, signedContent, ...rest } = verification;
  return redacted || signedContent === undefined ? rest : { ...rest, signedContent };
}

/** The column holds what insertRequests wrote: JSON of a HeaderList. */
export function storedHeaders(text: string): HeaderList {
  return JSON.parse(text) as HeaderList;
}
