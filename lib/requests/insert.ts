import { requestWriter } from "#lib/db.ts";
import { binaryArray, type ElementType, pgTypes } from "./binary-array.ts";
import type { StoredRequest } from "./stored-request.ts";

type Column = { name: string; type: string; encode: (rows: readonly StoredRequest[]) => Buffer };

const { text, bytea, uuid, timestamptz, smallint, integer, real } = pgTypes;

// Headers stay JSON text in their column: jsonb refuses some of what can stand on the wire.
const COLUMNS: readonly Column[] = [
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
];

const NAMES = COLUMNS.map(({ name }) => name).join(", ");
const ARRAYS = COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");

/**
 * Stores many requests with one statement, which is one commit: what a group commit is made of.
 * Rejects with the driver's error, whose `code` is the SQLSTATE when the database refused.
 *
 * Each column travels as one binary array, which the database takes as it is: as JSON or as arrays
 * of text, parsing the batch costs it more than storing it.
 */
export async function insertRequests(rows: readonly StoredRequest[]): Promise<void> {
  await requestWriter().query({
    name: "insert-requests",
    text: `INSERT INTO requests (${NAMES}) SELECT * FROM unnest(${ARRAYS})`,
    values: COLUMNS.map(({ encode }) => encode(rows)),
  });
}

function column<Value>(
  name: string,
  type: ElementType<Value>,
  cellOf: (row: StoredRequest) => Value | null,
): Column {
  return { name, type: type.name, encode: (rows) => binaryArray(type, rows, cellOf) };
}
