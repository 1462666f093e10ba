import { requestWriter } from "#lib/db.ts";
import {
  type BatchColumn,
  batchColumn as column,
  columnNames,
  encodeColumns,
  unnestColumns,
} from "./batch-columns.ts";
import { pgTypes } from "./binary-array.ts";
import type { StoredRequest } from "./stored-request.ts";

const { text, bytea, uuid, timestamptz, smallint, integer, real } = pgTypes;

// Headers stay JSON text in their column: jsonb refuses some of what can stand on the wire.
const COLUMNS: readonly BatchColumn<StoredRequest>[] = [
  column("id", uuid, (row) => row.id),
  column("bin_id", text, (row) => row.binId),
  column("received_at", timestamptz, (row) => row.receivedAt),
  column("method", text, (row) => row.method),
  column("target", text, (row) => row.target),
  column("http_version", text, (row) => row.httpVersion),
  column("remote_address", text, (row) => row.remoteAddress),
  column("headers", text, (row) => JSON.stringify(row.headers)),
  column("trailers", text, (row) => JSON.stringify(row.trailers)),
  column("body", bytea, (row) => row.body),
  column("body_bytes", integer, (row) => row.body.length),
  column("content_type", text, (row) => row.contentType),
  column("first_byte_ms", real, (row) => row.firstByteMs),
  column("last_byte_ms", real, (row) => row.lastByteMs),
  column("reply_status", smallint, (row) => row.replyStatus),
  column("verification_status", text, (row) => row.verificationStatus),
  column("fidelity", text, (row) => row.fidelity),
  column("event_id", text, (row) => row.eventId),
];

/** The statement that stores a batch of requests, with its parameters from `$1` on. */
export const INSERT_REQUESTS = {
  text: `INSERT INTO requests (${columnNames(COLUMNS)}) SELECT * FROM ${unnestColumns(COLUMNS)}`,
  parameters: COLUMNS.length,
  encode: (rows: readonly StoredRequest[]) => encodeColumns(COLUMNS, rows),
};

/**
 * Stores many requests with one statement, which is one commit: what a group commit is made of.
 * Rejects with the driver's error, whose `code` is the SQLSTATE when the database refused.
 *
 * Each column travels as one binary array, which the database takes as it is: as JSON or as arrays
 * of text, parsing the batch costs it more than storing it.
 */
export async function insertRequests(rows: readonly StoredRequest[]): Promise<void> {
  const values = INSERT_REQUESTS.encode(rows);
  await requestWriter().query({ name: "insert-requests", text: INSERT_REQUESTS.text, values });
}
