import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { findBinForCapture } from "#lib/bins/queries.ts";
import { sealSecret } from "#lib/bins/secret-box.ts";
import { connectDb, db } from "#lib/db.ts";
import { createResend, findBatch, getResend } from "#lib/delivery/batches.ts";
import { cancel, redrive, retryNow } from "#lib/delivery/change-state.ts";
import { exportDeadLetters, listDeadLetters } from "#lib/delivery/dead-letters.ts";
import { createDispatcher } from "#lib/delivery/dispatcher.ts";
import { deliveriesFor, loadForwarding } from "#lib/delivery/forwarding.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { insertDeliveries } from "#lib/delivery/insert-deliveries.ts";
import { getLabRun, startLab } from "#lib/delivery/lab.ts";
import { createLaneKeeper } from "#lib/delivery/lane-keeper.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { createOutcomeWriter } from "#lib/delivery/outcome-writer.ts";
import { findDeliveries, getDelivery, listBinDeliveries } from "#lib/delivery/queries.ts";
import { wakeWorkers } from "#lib/delivery/queue-wake.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import {
  type ChainLink,
  DEFAULT_SETTINGS,
  type TargetSettings,
} from "#lib/delivery/target-settings.ts";
import { createTarget, deleteTarget, updateTarget } from "#lib/delivery/targets.ts";
import { startDeliveryWorker } from "#lib/delivery/worker.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { newId } from "#lib/ids.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import { trimDeadLetters } from "#lib/retention/dead-letters.ts";
import { createRing } from "#lib/retention/ring.ts";
import { verify } from "#lib/signatures/verify.ts";
import type { CapturedRequest } from "#prisma/client/client.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { makeDataDir } from "#tests/support/server.ts";

// Before the logger is made, at its import.
vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
});

const QUICK = { kind: "linear", everyMs: 100, attempts: 3 } as const;

let dataDir: string;
let postgres: EmbeddedPostgres;
let receiver: HostileReceiver;
let worker: { stop: () => Promise<void> };

beforeAll(async () => {
  dataDir = await makeDataDir();
  postgres = await startEmbeddedPostgres(dataDir);
  process.env.DATABASE_URL = postgres.connectionString;
  process.env.HOOKGLASS_SECRET = "0".repeat(64);
  process.env.HOOKGLASS_ALLOW_PRIVATE_TARGETS = "127.0.0.0/8";
  await migrate(postgres.connectionString);
  connectDb(postgres.connectionString);
  worker = await startDeliveryWorker(postgres.connectionString);
});

afterAll(async () => {
  await worker.stop();
  await db().$disconnect();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  receiver = await startHostileReceiver();
});

afterEach(() => receiver.close());

async function ownedBin(binId: string) {
  // The proof of ownership is a matter of types only; access is tested through the API.
  return (await db().bin.findUniqueOrThrow({ where: { id: binId } })) as Parameters<
    typeof createTarget
  >[0];
}

async function makeTarget(binId: string, path: string, settings: Partial<TargetSettings> = {}) {
  const input = { name: path, url: `${receiver.origin}${path}`, ...settings };
  return createTarget(await ownedBin(binId), input);
}

/** Queues what a bin's rules make of a request, as the capture door does. */
async function forward(row: CapturedRequest): Promise<string[]> {
  const stored = {
    ...row,
    headers: storedHeaders(row.headers),
    trailers: [],
    eventId: row.eventId ?? `test:${row.id}`,
  } as unknown as StoredRequest;
  const { deliveries } = deliveriesFor(await loadForwarding(row.binId), stored);
  await insertDeliveries(db(), deliveries);
  wakeWorkers();
  return deliveries.map(({ id }) => id);
}

async function until(id: string, done: (delivery: Delivery) => boolean): Promise<Delivery> {
  return vi.waitFor(
    async () => {
      const delivery = await getDelivery(id);
      if (!delivery || !done(delivery)) {
        throw new Error(`still ${delivery?.state}, ${delivery?.attemptCount} attempts`);
      }
      return delivery;
    },
    { timeout: 15_000, interval: 20 },
  );
}

const finished = ({ finishedAt }: Delivery) => finishedAt !== null;

async function forwardOne(path: string, settings: Partial<TargetSettings> = {}): Promise<Delivery> {
  const row = await captureRequest();
  await makeTarget(row.binId, path, settings);
  const [id = ""] = await forward(row);
  return until(id, finished);
}

describe("retries", () => {
  test("A delivery that fails is tried as its schedule says, and is then dead.", async () => {
    const delivery = await forwardOne("/status?code=503", { retry: QUICK });
    expect(delivery).toMatchObject({
      state: "dead",
      reason: "http_503",
      lastStatus: 503,
      attemptCount: 3,
      nextAttemptAt: null,
    });
    expect(delivery.attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(receiver.requests).toHaveLength(3);
    const gapMs = (n: number) =>
      Date.parse(delivery.attempts[n]?.at ?? "") - Date.parse(delivery.attempts[n - 1]?.at ?? "");
    expect(gapMs(1)).toBeGreaterThanOrEqual(75);
    expect(gapMs(2)).toBeGreaterThanOrEqual(75);
  });

  test("429 with Retry-After waits for as long as it asks, a minute at least.", async () => {
    const row = await captureRequest();
    await makeTarget(row.binId, "/status?code=429", { retry: QUICK });
    const [id = ""] = await forward(row);
    const waiting = await until(id, ({ state }) => state === "waiting");
    const inMs = Date.parse(waiting.nextAttemptAt ?? "") - Date.now();
    expect(inMs).toBeGreaterThan(50_000);
    expect(inMs).toBeLessThan(61_000);
  });

  test("410 and what the user lists is never tried again.", async () => {
    expect(await forwardOne("/status?code=410")).toMatchObject({ state: "dead", attemptCount: 1 });
    const settings = { neverRetryStatuses: [422] };
    expect(await forwardOne("/status?code=422", settings)).toMatchObject({ attemptCount: 1 });
    const success = { successStatuses: ["2xx", "404"] };
    expect((await forwardOne("/status?code=404", success)).state).toBe("succeeded");
  });

  test("A private address is refused once and for all.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    await createTarget(bin, { name: "private", url: "http://10.0.0.1/" });
    const [id = ""] = await forward(row);
    expect(await until(id, finished)).toMatchObject({
      state: "dead",
      reason: "guard",
      attemptCount: 1,
    });
  });

  test("A manual retry adds an attempt and takes the place of the pending one.", async () => {
    const row = await captureRequest();
    const target = await makeTarget(row.binId, "/status?code=500");
    const [id = ""] = await forward(row);
    await until(id, ({ state, attemptCount }) => state === "waiting" && attemptCount === 1);
    await updateTarget(await ownedBin(row.binId), target.id, { url: `${receiver.origin}/echo` });
    const delivery = await getDelivery(id);
    if (!delivery) throw new Error("gone");
    expect(delivery.target).toBe(`${receiver.origin}/echo`);
    await retryNow(delivery);
    const done = await until(id, finished);
    expect(done).toMatchObject({ state: "succeeded", attemptCount: 2, nextAttemptAt: null });
    expect(receiver.requests.at(-1)?.rawHeaders).toEqual(
      expect.arrayContaining(["Hookglass-Delivery-Id", id, "Hookglass-Attempt", "2"]),
    );
  });

  test("A cancelled delivery is not sent; one under way is recorded still.", async () => {
    const row = await captureRequest();
    await makeTarget(row.binId, "/hang");
    const [id = ""] = await forward(row);
    const running = await until(id, ({ state }) => state === "running");
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1));
    await cancel(running);
    receiver.releaseHanging();
    const done = await until(id, ({ attempts }) => attempts.length === 1);
    expect(done.state).toBe("cancelled");
    await expect(cancel(done)).rejects.toMatchObject({ code: "conflict" });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe("dead letters", () => {
  test("They are listed by reason, exported, and sent again one by one or all together.", async () => {
    const first = await captureRequest();
    const second = await captureRequest({ binId: first.binId });
    const target = await makeTarget(first.binId, "/status?code=500", {
      retry: { kind: "linear", everyMs: 100, attempts: 1 },
    });
    const [one = ""] = await forward(first);
    const [two = ""] = await forward(second);
    await until(one, finished);
    await until(two, finished);
    const page = await listDeadLetters([first.binId], { cursor: null, limit: 50 });
    expect(page).toMatchObject({
      total: 2,
      groups: [{ reason: "http_500", label: "Answered 500", count: 2 }],
    });
    expect(page.items.map(({ id }) => id)).toEqual([two, one]);

    const lines = (await new Response(exportDeadLetters(first.binId)).text()).trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      id: two,
      state: "dead",
      captured: { id: second.id, bodyBase64: Buffer.from('{"order":1}').toString("base64") },
    });

    await updateTarget(await ownedBin(first.binId), target.id, { url: `${receiver.origin}/echo` });
    expect(await redrive(first.binId, { ids: [one] })).toBe(1);
    await until(one, ({ state }) => state === "succeeded");
    expect(await redrive(first.binId, { reason: "timeout" })).toBe(0);
    expect(await redrive(first.binId, { all: true })).toBe(1);
    await until(two, ({ state }) => state === "succeeded");
  });

  test("The ring spares a request that is dead or under way, and lets it go when it is done.", async () => {
    const rows = [];
    const binId = await createBin();
    for (let n = 0; n < 4; n += 1) rows.push(await captureRequest({ binId }));
    const target = await makeTarget(binId, "/status?code=410");
    const [oldest] = rows;
    if (!oldest) throw new Error("none");
    const [id = ""] = await forward(oldest);
    await until(id, finished);
    expect(await createRing().trim(binId, 2)).toBe(1);
    expect(await db().capturedRequest.count({ where: { binId } })).toBe(3);
    await updateTarget(await ownedBin(binId), target.id, { url: `${receiver.origin}/echo` });
    await redrive(binId, { all: true });
    await until(id, ({ state }) => state === "succeeded");
    expect(await createRing().trim(binId, 2)).toBe(1);
    expect(await getDelivery(id)).toBeNull();
  });

  test("Beyond the limit of a bin the oldest go.", async () => {
    const binId = await createBin();
    await makeTarget(binId, "/status?code=410");
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const [id = ""] = await forward(await captureRequest({ binId }));
      ids.push(id);
      await until(id, finished);
    }
    expect(await trimDeadLetters(2)).toBeGreaterThanOrEqual(1);
    expect((await findDeliveries(ids)).map(({ id }) => id).sort()).toEqual(ids.slice(1));
  });
});

describe("targets", () => {
  test("A paused one sends nothing; what a person sends goes out all the same.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const target = await createTarget(bin, {
      name: "paused",
      url: `${receiver.origin}/echo`,
      state: "paused",
    });
    const [id = ""] = await forward(row);
    const input = createDeliverySchema.parse({ targetId: target.id, path: "/x", query: "a=b" });
    const byHand = await createDelivery({ row, input, idempotencyKey: null, now: new Date() });
    expect((await until(byHand, finished)).state).toBe("succeeded");
    expect(receiver.requests.map(({ url }) => url)).toEqual(["/echo/x?a=b"]);
    expect((await getDelivery(id))?.state).toBe("queued");
    await updateTarget(bin, target.id, { state: "running" });
    expect((await until(id, finished)).state).toBe("succeeded");
  });

  test("Headers are added and removed, path and query appended.", async () => {
    await forwardOne("/echo", {
      appendPath: true,
      appendQuery: true,
      addHeaders: [
        ["X-Event", "mine"],
        ["X-New", "1"],
      ],
      removeHeaders: ["content-type"],
    });
    const [request] = receiver.requests;
    expect(request?.url).toBe("/echo/orders?page=2");
    expect(request?.rawHeaders).toEqual(expect.arrayContaining(["X-Event", "mine", "X-New", "1"]));
    expect(request?.rawHeaders).not.toContain("order");
  });

  test("An order is kept: while the first waits, the second does not overtake.", async () => {
    const binId = await createBin();
    const target = await makeTarget(binId, "/status?code=500", { order: "bin" });
    const [first = ""] = await forward(await captureRequest({ binId }));
    const [second = ""] = await forward(await captureRequest({ binId }));
    await until(first, ({ state, attemptCount }) => state === "waiting" && attemptCount === 1);
    expect((await getDelivery(second))?.attemptCount).toBe(0);
    await updateTarget(await ownedBin(binId), target.id, { url: `${receiver.origin}/echo` });
    await until(second, finished);
    const done = await getDelivery(first);
    expect(done?.state).toBe("succeeded");
    expect((await getDelivery(second))?.finishedAt ?? "").toSatisfy(
      (at: string) => at >= (done?.finishedAt ?? ""),
    );
  });

  test("Each event once: a second capture of it is not sent.", async () => {
    const binId = await createBin();
    await makeTarget(binId, "/echo", { deliverOnce: true });
    const eventId = "x-github-delivery:1";
    const [first = ""] = await forward(await captureRequest({ binId, eventId }));
    await until(first, finished);
    const [second = ""] = await forward(await captureRequest({ binId, eventId }));
    expect(await getDelivery(second)).toBeNull();
    expect(receiver.requests).toHaveLength(1);
  });

  test("Signed anew with the target's own secret, unless the captured signature was wrong.", async () => {
    const settings = { resign: "own", signatureScheme: "github" } as const;
    const bin = await createBin();
    const target = await createTarget(await ownedBin(bin), {
      ...settings,
      name: "signed",
      url: `${receiver.origin}/echo`,
      secret: "my own secret",
    });
    expect(target.secretHint).toBe("…cret");
    const [id = ""] = await forward(
      await captureRequest({ binId: bin, verificationStatus: "verified" }),
    );
    await until(id, finished);
    const [sent] = receiver.requests;
    const headers = Array.from({ length: (sent?.rawHeaders.length ?? 0) / 2 }, (_, i) => [
      sent?.rawHeaders[2 * i] ?? "",
      sent?.rawHeaders[2 * i + 1] ?? "",
    ]) as [string, string][];
    const verification = await verify({
      ...{ scheme: "github", secrets: ["my own secret"], options: {}, capturedAt: new Date() },
      request: { method: "POST", url: target.url, headers, body: sent?.body ?? new Uint8Array() },
    });
    expect(verification.status).toBe("verified");

    const [refused = ""] = await forward(
      await captureRequest({ binId: bin, verificationStatus: "failed" }),
    );
    const delivery = await until(refused, finished);
    expect(delivery).toMatchObject({ state: "dead", reason: "guard" });
    expect(delivery.lastError).toContain("did not verify");
    expect(receiver.requests).toHaveLength(1);
  });

  test("Resending signed anew needs a signature that verified, or force.", async () => {
    const row = await captureRequest({ verificationStatus: "failed" });
    await db().bin.update({ where: { id: row.binId }, data: { signatureScheme: "github" } });
    await db().signingSecret.create({
      data: {
        id: newId(),
        binId: row.binId,
        position: 0,
        ciphertext: sealSecret("s3cret", row.binId),
        hint: "…",
      },
    });
    const resend = (resign: true | "force") =>
      createDelivery({
        row,
        input: createDeliverySchema.parse({ target: `${receiver.origin}/echo`, resign }),
        idempotencyKey: null,
        now: new Date(),
      });
    await expect(resend(true)).rejects.toMatchObject({ code: "conflict" });
    await until(await resend("force"), finished);
    expect(receiver.requests[0]?.rawHeaders).toContain("X-Hub-Signature-256");
    expect(await findBinForCapture("nobody")).toBeNull();
  });

  test("Deleting one cancels what waits for it and keeps what was sent.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const target = await createTarget(bin, { name: "x", url: receiver.origin, state: "paused" });
    const [id = ""] = await forward(row);
    await deleteTarget(bin, target.id);
    expect((await getDelivery(id))?.state).toBe("cancelled");
  });
});

describe("chains", () => {
  test("The answer of one target is the body of the next, filled in by its template.", async () => {
    const row = await captureRequest();
    const last = await makeTarget(row.binId, "/last", { forward: false });
    const middle = await makeTarget(row.binId, "/echo", {
      forward: false,
      chain: {
        targetId: last.id,
        body: "original",
        template: {
          url: `${receiver.origin}/last/{{response.body.method}}`,
          headers: [["X-Status", "{{response.status}}"]],
          body: '{"order":{{request.body.order}},"was":"{{response.body.url}}"}',
        },
      },
    });
    await makeTarget(row.binId, "/echo?first", {
      chain: {
        targetId: middle.id,
        body: "response",
        template: { url: null, headers: [], body: null },
      },
    });
    await forward(row);
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(3), { timeout: 10_000 });
    const [, second, third] = receiver.requests;
    expect(JSON.parse(second?.body.toString() ?? "")).toMatchObject({ url: "/echo?first" });
    expect(third?.url).toBe("/last/POST");
    expect(JSON.parse(third?.body.toString() ?? "")).toEqual({ order: 1, was: "/echo" });
    expect(third?.rawHeaders).toEqual(expect.arrayContaining(["X-Status", "200"]));
    const { items } = await listBinDeliveries([row.binId], { cursor: null, limit: 10 });
    expect(items.map(({ origin, depth }) => [origin, depth])).toEqual([
      ["chain", 2],
      ["chain", 1],
      ["rule", 0],
    ]);
    expect(items[0]?.parentId).toBe(items[1]?.id);
  });

  test("A chain that comes back, or is too long, is refused.", async () => {
    const binId = await createBin();
    const bin = await ownedBin(binId);
    const plain: Omit<ChainLink, "targetId"> = {
      body: "original",
      template: { url: null, headers: [], body: null },
    };
    const a = await makeTarget(binId, "/a");
    const b = await makeTarget(binId, "/b", { chain: { targetId: a.id, ...plain } });
    const circle = updateTarget(bin, a.id, { chain: { targetId: b.id, ...plain } });
    await expect(circle).rejects.toThrow("round in circles");
    let next = b;
    for (let n = 0; n < 4; n += 1) {
      next = await makeTarget(binId, `/${n}`, { chain: { targetId: next.id, ...plain } });
    }
    const tooLong = makeTarget(binId, "/long", { chain: { targetId: next.id, ...plain } });
    await expect(tooLong).rejects.toThrow("at most 5 links");
  });
});

describe("many at once", () => {
  test("A bulk resend sends what a search finds, in steps, and counts.", async () => {
    const binId = await createBin();
    for (let n = 0; n < 5; n += 1) {
      await captureRequest({ binId, target: n < 3 ? "/in/slug/yes" : "/in/slug/no" });
    }
    const target = await makeTarget(binId, "/echo");
    const id = await createResend(await ownedBin(binId), { targetIds: [target.id], q: "yes" });
    const done = await vi.waitFor(
      async () => {
        const batch = await findBatch(id, "resend");
        const resend = batch && (await getResend(batch));
        if (resend?.counts.succeeded !== 3) throw new Error(JSON.stringify(resend));
        return resend;
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(done).toMatchObject({ total: 5 });
    expect(receiver.requests).toHaveLength(3);
  });

  test("The lab sends copies that are duplicates, and says what their answers tell.", async () => {
    const row = await captureRequest();
    const id = await startLab(row, {
      ...{
        target: `${receiver.origin}/status?code=200`,
        times: 6,
        pattern: "pairs",
        spacingMs: 20,
      },
    });
    const run = await vi.waitFor(
      async () => {
        const batch = await findBatch(id, "lab");
        const found = batch && (await getLabRun(batch));
        if (found?.state !== "done") throw new Error("still running");
        return found;
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(run.answers).toMatchObject([{ status: 200, count: 6 }]);
    expect(run.verdict.idempotent).toBe("likely");
    const sentIds = receiver.requests.map(
      ({ rawHeaders }) => rawHeaders[rawHeaders.indexOf("Hookglass-Delivery-Id") + 1],
    );
    expect(new Set(sentIds)).toEqual(new Set([id]));
  });
});

test("While captures come first deliveries go out a few at a time, but all of them.", async () => {
  await worker.stop();
  const binId = await createBin();
  await makeTarget(binId, "/echo");
  for (let n = 0; n < 60; n += 1) await forward(await captureRequest({ binId }));
  const writer = createOutcomeWriter();
  const dispatcher = createDispatcher({
    rules: { allow: [], ownOrigins: () => [], now: () => new Date(), random: Math.random },
    keeper: createLaneKeeper({ deliveriesPerMinute: null, nowMs: Date.now }),
    mustYield: () => true,
    record: writer.record,
  });
  dispatcher.wake();
  const startedMs = performance.now();
  await vi.waitFor(
    async () => {
      const page = await listBinDeliveries([binId], { states: ["dead"], cursor: null, limit: 100 });
      expect(page.items).toHaveLength(60);
    },
    { timeout: 15_000, interval: 20 },
  );
  expect(performance.now() - startedMs).toBeGreaterThan(300);
  await dispatcher.stop(1_000);
  worker = await startDeliveryWorker(postgres.connectionString);
});

test("Settings that contradict each other are refused.", async () => {
  const binId = await createBin();
  const bin = await ownedBin(binId);
  const base = { name: "x", url: "https://example.com" };
  await expect(createTarget(bin, { ...base, order: "key" })).rejects.toThrow("orderKey");
  await expect(createTarget(bin, { ...base, resign: "own" })).rejects.toThrow("secret");
  expect(await createTarget(bin, base)).toMatchObject({ ...DEFAULT_SETTINGS, state: "running" });
});
