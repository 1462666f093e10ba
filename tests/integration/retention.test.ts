import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ANONYMOUS } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { findBinForCapture, listBins } from "#lib/bins/queries.ts";
import { newId, newRequestId } from "#lib/ids.ts";
import { publish, subscribe } from "#lib/realtime/bus.ts";
import { setPinned } from "#lib/requests/mutations.ts";
import { startRetention } from "#lib/retention/job.ts";
import { noteLastRequests } from "#lib/retention/last-requests.ts";
import { sweep } from "#lib/retention/sweep.ts";
import type { Bin } from "#prisma/client/client.ts";
import {
  insertBin,
  insertCaptured,
  startDatabase,
  type TestDatabase,
} from "#tests/support/database.ts";

const DAY_MS = 86_400_000;
const DAYS = 7;
const T0 = new Date("2026-11-01T12:00:00Z");
const after = (ms: number) => new Date(T0.getTime() + ms);

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => database?.stop());

const exists = async ({ id }: Bin) =>
  (await database.db.bin.findUnique({ where: { id } })) !== null;
const requestsOf = ({ id }: Bin) => database.db.capturedRequest.count({ where: { binId: id } });

async function insertDelivery(bin: Bin, requestId: string): Promise<void> {
  const id = newRequestId();
  await database.db.delivery.create({
    data: {
      ...{ id, requestId, binId: bin.id, target: "http://example.com/", method: "POST" },
      ...{ headers: "[]", state: "failed" },
      attempts: {
        create: {
          ...{ id: newRequestId(), number: 1, at: T0, durationMs: 1, stage: "dns" },
          ...{ requestMethod: "POST", requestUrl: "http://example.com/" },
          ...{ requestHeaders: "[]", requestBytes: 0 },
        },
      },
    },
  });
}

describe("an anonymous bin", () => {
  test("goes seven days after its last request, with all it holds, and not a moment before", async () => {
    const bin = await insertBin(database.db, { createdAt: T0, lastRequestAt: after(DAY_MS) });
    const [requestId = ""] = await insertCaptured(bin, [T0, after(DAY_MS)]);
    await database.db.capturedRequest.update({
      where: { id: requestId },
      data: { pinnedAt: T0 },
    });
    await insertDelivery(bin, requestId);
    const ofBin = { binId: bin.id };
    await database.db.share.create({ data: { id: newId(), tokenHash: newId(), ...ofBin } });
    await database.db.signingSecret.create({
      data: { id: newId(), ...ofBin, position: 0, ciphertext: "x", hint: "x" },
    });
    const gone: string[] = [];
    const stop = subscribe("bin.deleted", ({ binId }) => void gone.push(binId));

    await sweep(after((1 + DAYS) * DAY_MS - 1), DAYS);
    expect([await exists(bin), await requestsOf(bin), gone]).toEqual([true, 2, []]);
    await sweep(after((1 + DAYS) * DAY_MS + 1), DAYS);
    stop();
    expect([await exists(bin), await requestsOf(bin), gone]).toEqual([false, 0, [bin.id]]);
    expect(await database.db.delivery.count({ where: ofBin })).toBe(0);
    expect(await database.db.attempt.count()).toBe(0);
    expect(await database.db.share.count({ where: ofBin })).toBe(0);
    expect(await database.db.signingSecret.count({ where: ofBin })).toBe(0);
  });

  test("that never got a request goes seven days after it was made", async () => {
    const bin = await insertBin(database.db, { createdAt: T0 });
    await sweep(after(DAYS * DAY_MS - 1), DAYS);
    expect(await exists(bin)).toBe(true);
    await sweep(after(DAYS * DAY_MS + 1), DAYS);
    expect(await exists(bin)).toBe(false);
  });

  test("is closed at its hour, also before the sweep comes by", async () => {
    const ownerHash = newId();
    const bin = await insertBin(database.db, { ownerHash, createdAt: T0 });
    const caller = { ...ANONYMOUS, ownerHash };
    const open = async () => [
      (await findBinForCapture(bin.slug)) !== null,
      (await findOwnedBin(caller, bin.id)) !== null,
      (await listBins(caller)).length === 1,
    ];
    vi.useFakeTimers({ toFake: ["Date"], now: after(DAYS * DAY_MS - 1) });
    expect(await open()).toEqual([true, true, true]);
    vi.setSystemTime(after(DAYS * DAY_MS + 1));
    expect(await open()).toEqual([false, false, false]);
  });

  test("whose last request a killed server could not note stays, and is noted", async () => {
    const bin = await insertBin(database.db, { createdAt: T0, lastRequestAt: T0 });
    await insertCaptured(bin, [T0, after(DAY_MS)]);
    await sweep(after(DAYS * DAY_MS + 1), DAYS);
    const kept = await database.db.bin.findUniqueOrThrow({ where: { id: bin.id } });
    expect(kept.lastRequestAt).toEqual(after(DAY_MS));
    await sweep(after((1 + DAYS) * DAY_MS + 1), DAYS);
    expect(await exists(bin)).toBe(false);
  });
});

test("a bin of an account stays", async () => {
  const user = await database.db.user.create({ data: { email: "stays@example.com" } });
  const bin = await insertBin(database.db, { ownerHash: null, userId: user.id, createdAt: T0 });
  await sweep(after(1_000 * DAY_MS), DAYS);
  expect(await exists(bin)).toBe(true);
});

test("what deleted bins left behind goes in batches, and nothing else", async () => {
  const [gone, stays] = [await insertBin(database.db), await insertBin(database.db)];
  const moments = Array.from({ length: 2_500 }, () => new Date());
  const [first = ""] = await insertCaptured(gone, moments);
  await insertCaptured(stays, moments.slice(0, 3));
  await insertDelivery(gone, first);
  // Its request was deleted while it was being made: nothing else leads to it any more.
  const empty = await insertBin(database.db);
  await insertDelivery(empty, newRequestId());
  await database.db.bin.deleteMany({ where: { id: { in: [gone.id, empty.id] } } });
  const counts = await sweep(new Date(), DAYS);
  expect(counts).toMatchObject({ requests: 2_500, deliveries: 2 });
  expect([await requestsOf(gone), await requestsOf(stays)]).toEqual([0, 3]);
  expect(await sweep(new Date(), DAYS)).toMatchObject({ requests: 0, deliveries: 0 });
});

test("refusals go after a day, sessions and sign-in links when their time is over", async () => {
  const now = new Date();
  const bin = await insertBin(database.db);
  const user = await database.db.user.create({ data: { email: "guest@example.com" } });
  for (const age of [DAY_MS - 60_000, DAY_MS + 60_000]) {
    const at = new Date(now.getTime() - age);
    await database.db.refusal.create({
      data: {
        ...{ id: newId(), binId: bin.id, reason: "rate_limited", status: 429, minute: at },
        ...{ count: 1, lastAt: at, method: "POST", target: "/", headers: "[]", remoteAddress: "" },
      },
    });
  }
  for (const leftMs of [60_000, -60_000]) {
    const expires = new Date(now.getTime() + leftMs);
    await database.db.session.create({
      data: { sessionToken: newId(), userId: user.id, expires },
    });
    await database.db.verificationToken.create({
      data: { identifier: "guest@example.com", token: newId(), expires },
    });
  }
  expect(await sweep(now, DAYS)).toMatchObject({ refusals: 1, sessions: 2 });
  expect(await database.db.session.count()).toBe(1);
});

test("the moment of the last request never goes back", async () => {
  const bin = await insertBin(database.db);
  const noted = async () =>
    (await database.db.bin.findUniqueOrThrow({ where: { id: bin.id } })).lastRequestAt;
  await noteLastRequests(
    new Map([
      [bin.id, after(1_000)],
      ["deleted-meanwhile", T0],
    ]),
  );
  await noteLastRequests(new Map([[bin.id, T0]]));
  expect(await noted()).toEqual(after(1_000));
  await noteLastRequests(new Map());
});

describe("the job", () => {
  test("notes what was captured until the very end", async () => {
    const bin = await insertBin(database.db);
    const job = startRetention();
    const item = { id: newRequestId(), receivedAt: T0.toISOString(), method: "POST", path: "/" };
    const rest = { bodyBytes: 0, contentType: null, remoteAddress: "", replyStatus: 200 };
    const summary = { ...item, ...rest, verification: null, pinned: false };
    publish("requests.captured", { binId: bin.id, items: [summary] });
    await job.stop();
    const kept = await database.db.bin.findUniqueOrThrow({ where: { id: bin.id } });
    expect(kept.lastRequestAt).toEqual(T0);
  });

  test("lets a request go that was pinned when its time came and is not pinned any more", async () => {
    const ownerHash = newId();
    const bin = await insertBin(database.db, { ownerHash });
    const owned = await findOwnedBin({ ...ANONYMOUS, ownerHash }, bin.id);
    if (!owned) throw new Error("the bin is not there");
    const moments = Array.from({ length: 501 }, () => new Date());
    const [oldest = ""] = await insertCaptured(bin, moments);
    await setPinned(owned, oldest, true);
    const job = startRetention();
    await setPinned(owned, oldest, false);
    await expect.poll(() => requestsOf(bin), { timeout: 5_000 }).toBe(500);
    await job.stop();
    const left = await database.db.capturedRequest.findUnique({ where: { id: oldest } });
    expect(left).toBeNull();
  });
});
