import type { Db } from "#lib/db.ts";
import { Prisma } from "#prisma/client/client.ts";
import { binaryArray, pgTypes } from "./binary-array.ts";
import type { StoredRequest } from "./stored-request.ts";

/** Stores many requests with one statement, which is one commit: what a group commit is made of. */
export async function insertRequests(db: Db, rows: readonly StoredRequest[]): Promise<void> {
  await db.$executeRaw(insertStatement(rows));
}

/**
 * The statement that stores many requests, to stand alone or as a part of a larger one.
 *
 * Each column travels as one binary array, which the database takes as it is: as JSON or as arrays
 * of text, parsing the batch costs it more than storing it. Headers stay JSON text in their column,
 * because jsonb refuses some of what can stand on the wire.
 */
export function insertStatement(rows: readonly StoredRequest[]): Prisma.Sql {
  const { text, bytea, uuid, timestamptz, smallint, integer, real } = pgTypes;
  return Prisma.sql`
    INSERT INTO requests (
      id, bin_id, received_at, method, target, http_version, remote_address, headers, trailers,
      body, body_bytes, content_type, first_byte_ms, last_byte_ms, reply_status,
      verification_status, fidelity, event_id
    )
    SELECT * FROM unnest(
      ${binaryArray(uuid, rows, (row) => row.id)}::uuid[],
      ${binaryArray(text, rows, (row) => row.binId)}::text[],
      ${binaryArray(timestamptz, rows, (row) => row.receivedAt)}::timestamptz[],
      ${binaryArray(text, rows, (row) => row.method)}::text[],
      ${binaryArray(text, rows, (row) => row.target)}::text[],
      ${binaryArray(text, rows, (row) => row.httpVersion)}::text[],
      ${binaryArray(text, rows, (row) => row.remoteAddress)}::text[],
      ${binaryArray(text, rows, (row) => JSON.stringify(row.headers))}::text[],
      ${binaryArray(text, rows, (row) => JSON.stringify(row.trailers))}::text[],
      ${binaryArray(bytea, rows, (row) => row.body)}::bytea[],
      ${binaryArray(integer, rows, (row) => row.body.length)}::int[],
      ${binaryArray(text, rows, (row) => row.contentType)}::text[],
      ${binaryArray(real, rows, (row) => row.firstByteMs)}::real[],
      ${binaryArray(real, rows, (row) => row.lastByteMs)}::real[],
      ${binaryArray(smallint, rows, (row) => row.replyStatus)}::smallint[],
      ${binaryArray(text, rows, (row) => row.verificationStatus)}::text[],
      ${binaryArray(text, rows, (row) => row.fidelity)}::text[],
      ${binaryArray(text, rows, (row) => row.eventId)}::text[])`;
}
