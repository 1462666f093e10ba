import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDb } from "#lib/db.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { newId, newRequestId } from "#lib/ids.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { insertRequests } from "#lib/requests/insert.ts";
import { listRequests, newestRequestId } from "#lib/requests/queries.ts";
import { createRing, type Ring } from "#lib/retention/ring.ts";
import { makeDataDir } from "#tests/support/server.ts";

let dataDir: string;
let postgres: EmbeddedPostgres;
let db: ReturnType<typeof connectDb>;
beforeAll(async () => {
  dataDir = await makeDataDir();
  postgres = await startEmbeddedPostgres(dataDir);
  await migrate(postgres.connectionString);
  db = connectDb(postgres.connectionString);
});
afterAll(async () => {
  await db.$disconnect();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

let ring: Ring;
let binId: string;
beforeEach(() => {
  ring = createRing();
  binId = newId();
});

/** Stores requests in a bin, oldest first, and returns their ids. */
async function capture(bin: string, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => ({
    id: newRequestId(),
    binId: bin,
    receivedAt: new Date(),
    method: "POST",
    target: "/in/slug",
    httpVersion: "1.1",
    remoteAddress: "127.0.0.1",
    headers: [],
    trailers: [],
    body: new Uint8Array(0),
    contentType: null,
    firstByteMs: 0,
    lastByteMs: 0,
    replyStatus: 200,
    verificationStatus: null,
    fidelity: "wire" as const,
    eventId: null,
  }));
  await insertRequests(db, rows);
  return rows.map((row) => row.id);
}

const pin = (id: string, pinnedAt: Date | null) =>
  db.capturedRequest.update({ where: { id }, data: { pinnedAt } });

async function keptIds(bin: string): Promise<string[]> {
  const { items } = await listRequests({ binId: bin, limit: 500 });
  return items.map((item) => item.id).reverse();
}

test("keeps the newest, says up to where it deleted, and leaves other bins alone", async () => {
  const neighbour = newId();
  const theirs = await capture(neighbour, 5);
  const ids = await capture(binId, 12);
  const later = await capture(neighbour, 5);
  const removed: unknown[] = [];
  const stop = subscribe("requests.removed", (event) => removed.push(event));
  expect(await ring.trim(binId, 10)).toBe(2);
  stop();
  expect(removed).toEqual([{ binId, upTo: ids[1] }]);
  expect(await keptIds(binId)).toEqual(ids.slice(2));
  expect(await keptIds(neighbour)).toEqual([...theirs, ...later]);
  expect(await newestRequestId(binId)).toBe(ids.at(-1));
});

test("does nothing while the ring is not full", async () => {
  await capture(binId, 10);
  expect(await ring.trim(binId, 10)).toBe(0);
  expect(await keptIds(binId)).toHaveLength(10);
});

test("pinned requests stay and take no place, round after round", async () => {
  const [pinned = "", ...first] = await capture(binId, 11);
  await pin(pinned, new Date());
  expect(await ring.trim(binId, 10)).toBe(0);
  const more = await capture(binId, 4);
  expect(await ring.trim(binId, 10)).toBe(4);
  expect(await keptIds(binId)).toEqual([pinned, ...first.slice(4), ...more]);
});

test("a new ring also takes what was pinned when its time came", async () => {
  const [pinned = "", ...rest] = await capture(binId, 11);
  await pin(pinned, new Date());
  await ring.trim(binId, 5);
  await pin(pinned, null);
  expect(await createRing().trim(binId, 5)).toBe(1);
  expect(await keptIds(binId)).toEqual(rest.slice(5));
});

test("deletes more than one batch at once", async () => {
  const ids = await capture(binId, 10_005);
  expect(await ring.trim(binId, 3)).toBe(10_002);
  expect(await keptIds(binId)).toEqual(ids.slice(-3));
});

test("deletes the deliveries of what went, and no others", async () => {
  const [gone = "", kept = ""] = await capture(binId, 2);
  await db.delivery.createMany({
    data: [gone, kept].map((requestId) => ({
      id: newRequestId(),
      requestId,
      binId,
      target: "http://127.0.0.1/",
      method: "POST",
      headers: "[]",
      state: "succeeded",
    })),
  });
  await ring.trim(binId, 1);
  const left = await db.delivery.findMany({ where: { binId }, select: { requestId: true } });
  expect(left).toEqual([{ requestId: kept }]);
});
