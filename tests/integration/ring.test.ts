import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newRequestId } from "#lib/ids.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { listRequests, newestRequestId } from "#lib/requests/queries.ts";
import { createRing, type Ring } from "#lib/retention/ring.ts";
import type { Bin } from "#prisma/client/client.ts";
import {
  insertBin,
  insertCaptured,
  startDatabase,
  type TestDatabase,
} from "#tests/support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let ring: Ring;
let bin: Bin;
beforeEach(async () => {
  ring = createRing();
  bin = await insertBin(database.db);
});

/** Stores requests in a bin, oldest first, and returns their ids. */
const capture = (into: Bin, count: number) =>
  insertCaptured(
    into,
    Array.from({ length: count }, () => new Date()),
  );

const pin = (id: string, pinnedAt: Date | null) =>
  database.db.capturedRequest.update({ where: { id }, data: { pinnedAt } });

async function keptIds(of: Bin): Promise<string[]> {
  const { items } = await listRequests({ binId: of.id, limit: 500 });
  return items.map((item) => item.id).reverse();
}

test("keeps the newest, says up to where it deleted, and leaves other bins alone", async () => {
  const neighbour = await insertBin(database.db);
  const theirs = await capture(neighbour, 5);
  const ids = await capture(bin, 12);
  const later = await capture(neighbour, 5);
  const removed: unknown[] = [];
  const stop = subscribe("requests.removed", (event) => removed.push(event));
  expect(await ring.trim(bin.id, 10)).toBe(2);
  stop();
  expect(removed).toEqual([{ binId: bin.id, upTo: ids[1] }]);
  expect(await keptIds(bin)).toEqual(ids.slice(2));
  expect(await keptIds(neighbour)).toEqual([...theirs, ...later]);
  expect(await newestRequestId(bin.id)).toBe(ids.at(-1));
});

test("does nothing while the ring is not full", async () => {
  await capture(bin, 10);
  expect(await ring.trim(bin.id, 10)).toBe(0);
  expect(await keptIds(bin)).toHaveLength(10);
});

test("pinned requests stay and take no place, round after round", async () => {
  const [pinned = "", ...first] = await capture(bin, 11);
  await pin(pinned, new Date());
  expect(await ring.trim(bin.id, 10)).toBe(0);
  const more = await capture(bin, 4);
  expect(await ring.trim(bin.id, 10)).toBe(4);
  expect(await keptIds(bin)).toEqual([pinned, ...first.slice(4), ...more]);
});

test("a new ring also takes what was pinned when its time came", async () => {
  const [pinned = "", ...rest] = await capture(bin, 11);
  await pin(pinned, new Date());
  await ring.trim(bin.id, 5);
  await pin(pinned, null);
  expect(await createRing().trim(bin.id, 5)).toBe(1);
  expect(await keptIds(bin)).toEqual(rest.slice(5));
});

test("deletes more than one batch at once", async () => {
  const ids = await capture(bin, 10_005);
  expect(await ring.trim(bin.id, 3)).toBe(10_002);
  expect(await keptIds(bin)).toEqual(ids.slice(-3));
});

test("deletes the deliveries of what went, and no others", async () => {
  const [gone = "", kept = ""] = await capture(bin, 2);
  await database.db.delivery.createMany({
    data: [gone, kept].map((requestId) => ({
      id: newRequestId(),
      requestId,
      binId: bin.id,
      target: "http://127.0.0.1/",
      method: "POST",
      headers: "[]",
      state: "succeeded",
    })),
  });
  await ring.trim(bin.id, 1);
  const left = await database.db.delivery.findMany({
    where: { binId: bin.id },
    select: { requestId: true },
  });
  expect(left).toEqual([{ requestId: kept }]);
});
