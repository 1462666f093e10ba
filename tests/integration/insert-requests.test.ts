import { afterAll, beforeAll, expect, test } from "vitest";
import { newRequestId } from "#lib/ids.ts";
import { insertRequests } from "#lib/requests/insert.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import { startDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

function request(changes: Partial<StoredRequest> = {}): StoredRequest {
  return {
    id: newRequestId(),
    binId: "bin",
    receivedAt: new Date("2026-02-28T23:59:59.987Z"),
    method: "POST",
    target: "/in/slug/a?b=%zz",
    httpVersion: "1.1",
    remoteAddress: "2001:db8::1",
    headers: [["X-Caf\u00e9", 'quote " backslash \\ \u0007']],
    trailers: [],
    body: new Uint8Array([0, 255, 92, 34]),
    contentType: null,
    firstByteMs: 0.5,
    lastByteMs: 1234.25,
    replyStatus: 200,
    verificationStatus: null,
    fidelity: "wire",
    ...changes,
  };
}

async function readBack(rows: readonly StoredRequest[]): Promise<StoredRequest[]> {
  const stored = await database.db.capturedRequest.findMany({
    where: { id: { in: rows.map((row) => row.id) } },
    orderBy: { id: "asc" },
    omit: { pinnedAt: true },
  });
  return stored.map(({ bodyBytes, ...row }) => {
    expect(bodyBytes).toBe(row.body.length);
    const { headers, trailers } = row;
    return {
      ...row,
      headers: JSON.parse(headers),
      trailers: JSON.parse(trailers),
      body: new Uint8Array(row.body),
    } as StoredRequest;
  });
}

test("stores every column of a batch as it was given", async () => {
  const rows = [
    request(),
    request({
      receivedAt: new Date("1999-12-31T23:59:59.999Z"),
      method: "M-SEARCH",
      target: "/in/slug/日本?🙂",
      headers: [],
      trailers: [["Digest", "x"]],
      body: new Uint8Array(0),
      contentType: "text/plain; charset=утф",
      replyStatus: 204,
      verificationStatus: "verified",
      fidelity: "normalized",
    }),
    request({ body: new Uint8Array(3 * 1024 * 1024).fill(7), firstByteMs: 0 }),
  ];
  await insertRequests(rows);
  expect(await readBack(rows)).toEqual(rows);
});

test("stores nothing of a batch when one row cannot be stored, and blames the row", async () => {
  const rows = [request(), request({ target: "/in/slug/\0" })];
  await expect(insertRequests(rows)).rejects.toMatchObject({ code: "22021" });
  expect(await readBack(rows)).toEqual([]);
});
