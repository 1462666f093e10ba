import type { Db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import type { StoredRequest } from "./stored-request.ts";

/**
 * Stores many requests with one statement, which is one commit: what a group commit is made of.
 * Headers go in as JSON text, because jsonb refuses some of what can stand on the wire.
 */
export async function insertRequests(db: Db, rows: readonly StoredRequest[]): Promise<void> {
  const column = <T>(pick: (row: StoredRequest) => T): T[] => rows.map(pick);
  await db.$executeRaw(Prisma.sql`
    INSERT INTO requests (
      id, bin_id, received_at, method, target, http_version, remote_address, headers, trailers,
      body, body_bytes, content_type, first_byte_ms, last_byte_ms, reply_status,
      verification_status, fidelity
    )
    SELECT * FROM unnest(
      ${column((row) => row.id)}::uuid[],
      ${column((row) => row.binId)}::text[],
      ${column((row) => row.receivedAt.toISOString())}::timestamptz[],
      ${column((row) => row.method)}::text[],
      ${column((row) => row.target)}::text[],
      ${column((row) => row.httpVersion)}::text[],
      ${column((row) => row.remoteAddress)}::text[],
      ${column((row) => JSON.stringify(row.headers))}::text[],
      ${column((row) => JSON.stringify(row.trailers))}::text[],
      ${column((row) => row.body)}::bytea[],
      ${column((row) => row.body.length)}::int[],
      ${column((row) => row.contentType)}::text[],
      ${column((row) => row.firstByteMs)}::real[],
      ${column((row) => row.lastByteMs)}::real[],
      ${column((row) => row.replyStatus)}::smallint[],
      ${column((row) => row.verificationStatus)}::text[],
      ${column((row) => row.fidelity)}::text[]
    )`);
}
