import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connectDb, db } from "#lib/db.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { getDelivery, listDeliveries, listTargets } from "#lib/delivery/queries.ts";
import { enqueueInTransaction, stopQueue } from "#lib/delivery/queue.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import { runDelivery, startDeliveryWorker } from "#lib/delivery/worker.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { newId, newRequestId } from "#lib/ids.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { sweep } from "#lib/retention/sweep.ts";
import type { CapturedRequest } from "#prisma/client/client.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { makeDataDir } from "#tests/support/server.ts";

// Before the logger is made, at its import.
vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
});

const ROOT = join(import.meta.dirname, "../..");
const NOW = new Date("2026-11-24T10:00:00Z");

let dataDir: string;
let postgres: EmbeddedPostgres;
let receiver: HostileReceiver;
let worker: { stop: () => Promise<void> };

beforeAll(async () => {
  dataDir = await makeDataDir();
  postgres = await startEmbeddedPostgres(dataDir);
  process.env.DATABASE_URL = postgres.connectionString;
  process.env.HOOKGLASS_ALLOW_PRIVATE_TARGETS = "127.0.0.0/8";
  await migrate(postgres.connectionString);
  connectDb(postgres.connectionString);
});

afterAll(async () => {
  await stopQueue({ graceful: false });
  await db().$disconnect();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  receiver = await startHostileReceiver();
});

afterEach(() => receiver.close());

async function captureRequest(changes: Partial<CapturedRequest> = {}): Promise<CapturedRequest> {
  const bin = await db().bin.create({ data: { id: newId(), slug: newId(), name: "Test" } });
  const body = Buffer.from('{"order":1}');
  return db().capturedRequest.create({
    data: {
      id: newRequestId(),
      binId: bin.id,
      receivedAt: NOW,
      method: "POST",
      target: "/in/slug/orders",
      httpVersion: "1.1",
      remoteAddress: "192.0.2.1",
      headers: JSON.stringify([
        ["Host", "hooks.example"],
        ["X-Event", "order"],
        ["Content-Length", "11"],
      ]),
      trailers: "[]",
      body,
      bodyBytes: body.length,
      contentType: "application/json",
      firstByteMs: 0,
      lastByteMs: 0,
      replyStatus: 200,
      verificationStatus: null,
      fidelity: "wire",
      pinnedAt: null,
      ...changes,
    },
  });
}

function resend(
  row: CapturedRequest,
  path: string,
  extra: { body?: string; key?: string } = {},
): Promise<string> {
  const { body, key = null } = extra;
  const input = createDeliverySchema.parse({
    target: `${receiver.origin}${path}`,
    ...(body === undefined ? {} : { bodyBase64: Buffer.from(body).toString("base64") }),
  });
  return createDelivery({ row, input, idempotencyKey: key, now: NOW });
}

async function untilFinished(id: string, timeoutMs = 10_000): Promise<Delivery> {
  return vi.waitFor(
    async () => {
      const delivery = await getDelivery(id);
      if (!delivery?.finishedAt) throw new Error(`still ${delivery?.state}`);
      return delivery;
    },
    { timeout: timeoutMs, interval: 20 },
  );
}

const rules = {
  allow: [],
  ownOrigins: () => [],
  timeoutMs: 5_000,
  now: () => NOW,
};

describe("without a worker in this process", () => {
  test("A delivery is queued with its job, in one transaction.", async () => {
    const row = await captureRequest();
    const id = await resend(row, "/echo");
    expect((await getDelivery(id))?.state).toBe("queued");
    expect(await jobsOf(id)).toBe(1);
  });

  test("A transaction that fails leaves neither delivery nor job.", async () => {
    const id = newRequestId();
    const failing = db().$transaction(async (transaction) => {
      await enqueueInTransaction(transaction, { deliveryId: id, binId: newId() });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await jobsOf(id)).toBe(0);
  });

  test("The same key is the same delivery, also for calls at the same time.", async () => {
    const row = await captureRequest();
    const calls = Array.from({ length: 5 }, () => resend(row, "/echo", { key: "k1" }));
    const ids = await Promise.all(calls);
    expect(new Set(ids).size).toBe(1);
    expect(await resend(row, "/echo", { key: "k2" })).not.toBe(ids[0]);
    expect(await resend(await captureRequest(), "/echo", { key: "k1" })).not.toBe(ids[0]);
    await expect(resend(row, "/other", { key: "k1" })).rejects.toMatchObject({ code: "conflict" });
    await expect(resend(row, "/echo", { key: "k1", body: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await listDeliveries(row.id)).toHaveLength(2);
  });

  test("The newest 20 targets of a bin are remembered, the last used first.", async () => {
    const row = await captureRequest();
    for (let minute = 0; minute < 22; minute += 1) {
      const input = createDeliverySchema.parse({ target: `https://example.com/${minute % 21}` });
      const now = new Date(NOW.getTime() + minute * 60_000);
      await createDelivery({ row, input, idempotencyKey: null, now });
    }
    const targets = await listTargets(row.binId);
    expect(targets).toHaveLength(20);
    expect(targets[0]).toEqual({
      url: "https://example.com/0",
      lastUsedAt: "2026-11-24T10:21:00.000Z",
    });
    expect(targets.at(-1)?.url).toBe("https://example.com/2");
    await db().delivery.deleteMany({ where: { binId: row.binId } });
  });
});

describe("with a worker", () => {
  beforeAll(async () => {
    worker = await startDeliveryWorker(postgres.connectionString);
  });

  afterAll(() => worker.stop());

  test("A resend reaches the target and its answer is stored and published.", async () => {
    const row = await captureRequest();
    const states: string[] = [];
    const stop = subscribe("delivery.updated", ({ binId, delivery }) => {
      if (binId === row.binId) states.push(delivery.state);
    });
    const id = await resend(row, "/echo");
    const delivery = await untilFinished(id);
    await vi.waitFor(() => expect(states.at(-1)).toBe("succeeded"));
    expect(states).toContain("running");
    stop();
    expect(delivery).toMatchObject({
      id,
      requestId: row.id,
      binId: row.binId,
      target: `${receiver.origin}/echo`,
      state: "succeeded",
      createdAt: "2026-11-24T10:00:00.000Z",
    });
    expect(delivery.attempts).toHaveLength(1);
    expect(delivery.attempts[0]).toMatchObject({
      number: 1,
      stage: "response",
      error: null,
      request: { method: "POST", url: `${receiver.origin}/echo`, bodyBytes: 11 },
      response: { status: 200, truncated: false },
    });
    expect(receiver.requests).toHaveLength(1);
    expect(receiver.requests[0]?.body.toString()).toBe('{"order":1}');
    expect(receiver.requests[0]?.rawHeaders).toEqual(
      expect.arrayContaining(["X-Event", "order", "Hookglass-Delivery-Id", id]),
    );
  });

  test("An edited body goes out instead of the captured one.", async () => {
    await untilFinished(await resend(await captureRequest(), "/echo", { body: "edited" }));
    expect(receiver.requests[0]?.body.toString()).toBe("edited");
  });

  test("An answer other than 2xx is a failed delivery with that answer.", async () => {
    const delivery = await untilFinished(await resend(await captureRequest(), "/status?code=503"));
    expect(delivery.state).toBe("failed");
    expect(delivery.attempts[0]?.response?.status).toBe(503);
  });

  test("A blocked target is a failed delivery that says so.", async () => {
    const row = await captureRequest();
    const input = createDeliverySchema.parse({ target: "http://10.0.0.1/" });
    const id = await createDelivery({ row, input, idempotencyKey: null, now: NOW });
    const delivery = await untilFinished(id);
    expect(delivery.state).toBe("failed");
    expect(delivery.attempts[0]).toMatchObject({ stage: "guard", response: null });
  });

  test("A job that is seen again sends nothing once the delivery is finished.", async () => {
    const id = await resend(await captureRequest(), "/echo");
    await untilFinished(id);
    await runDelivery(id, rules);
    expect(receiver.requests).toHaveLength(1);
    expect((await getDelivery(id))?.attempts).toHaveLength(1);
  });

  test("A request that was deleted meanwhile is said to be so.", async () => {
    const row = await captureRequest();
    const id = newRequestId();
    await db().delivery.create({
      data: {
        ...{ id, requestId: row.id, binId: row.binId, target: receiver.origin },
        ...{ method: "POST", headers: "[]", state: "queued" },
      },
    });
    await db().capturedRequest.delete({ where: { id: row.id } });
    await runDelivery(id, rules);
    expect((await getDelivery(id))?.attempts[0]?.error).toBe(
      "The captured request was deleted before it was sent",
    );
    await runDelivery(newRequestId(), rules);
    expect(receiver.requests).toEqual([]);
  });

  test("Once its bin is deleted nothing is sent from it, and nothing is in the way.", async () => {
    const row = await captureRequest();
    const id = newRequestId();
    await db().delivery.create({
      data: {
        ...{ id, requestId: row.id, binId: row.binId, target: receiver.origin },
        ...{ method: "POST", headers: "[]", state: "queued" },
      },
    });
    const underWay = await resend(row, "/hang");
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000 });
    await db().bin.delete({ where: { id: row.binId } });
    await runDelivery(id, rules);
    expect(receiver.requests).toHaveLength(1);
    expect(await getDelivery(id)).toMatchObject({ state: "queued", attempts: [] });
    receiver.releaseHanging();
    expect(await untilFinished(underWay)).toMatchObject({ state: "succeeded" });
    await sweep(new Date(), 7);
    expect([await getDelivery(id), await getDelivery(underWay)]).toEqual([null, null]);
  });

  test("Many deliveries go out at once, each of them once.", async () => {
    const row = await captureRequest();
    const ids = await Promise.all(
      Array.from({ length: 40 }, () => resend(row, "/slow-headers?ms=20")),
    );
    const done = await Promise.all(ids.map((id) => untilFinished(id)));
    expect(done.every(({ state }) => state === "succeeded")).toBe(true);
    expect(receiver.requests).toHaveLength(40);
  });

  test("A bin whose target hangs does not hold up the deliveries of another.", async () => {
    const [slow, quick] = [await captureRequest(), await captureRequest()];
    const hanging: string[] = [];
    for (let index = 0; index < 4; index += 1) hanging.push(await resend(slow, "/hang"));
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(4), { timeout: 5_000 });
    for (let index = 0; index < 6; index += 1) hanging.push(await resend(slow, "/hang"));
    const done = await untilFinished(await resend(quick, "/echo"), 10_000);
    expect(done.state).toBe("succeeded");
    expect(receiver.requests).toHaveLength(5);
    // The others of the slow bin get their turn.
    const release = setInterval(receiver.releaseHanging, 50);
    const all = await Promise.all(hanging.map((id) => untilFinished(id, 15_000)));
    clearInterval(release);
    expect(all.every(({ state }) => state === "succeeded")).toBe(true);
    expect(receiver.requests).toHaveLength(11);
  });

  test("A database that goes away during an attempt does not make it be sent twice.", async () => {
    const id = await resend(await captureRequest(), "/hang");
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000 });
    await postgres.stop();
    receiver.releaseHanging();
    await postgres.ensureRunning();
    const delivery = await untilFinished(id, 20_000);
    expect(delivery.state).toBe("succeeded");
    expect(delivery.attempts).toHaveLength(1);
    expect(receiver.requests).toHaveLength(1);
    await untilFinished(await resend(await captureRequest(), "/echo"), 15_000);
  });

  test("Stopping waits for the attempt under way.", async () => {
    const id = await resend(await captureRequest(), "/slow-headers?ms=500");
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000 });
    await worker.stop();
    expect((await getDelivery(id))?.state).toBe("succeeded");
    worker = await startDeliveryWorker(postgres.connectionString);
  });
});

describe("a worker that is killed during an attempt", () => {
  test("Another one makes the next attempt, and the first is marked as interrupted.", async () => {
    const child = spawn(
      process.execPath,
      ["tests/support/delivery-process.ts", postgres.connectionString],
      {
        cwd: ROOT,
        env: { ...process.env, HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(child.stdout, "data");
    const id = await resend(await captureRequest(), "/hang");
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 10_000 });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await getDelivery(id)).toMatchObject({ state: "running", attempts: [] });

    worker = await startDeliveryWorker(postgres.connectionString);
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(2), { timeout: 45_000 });
    receiver.releaseHanging();
    const delivery = await untilFinished(id);
    await worker.stop();
    expect(delivery.state).toBe("succeeded");
    expect(delivery.attempts).toMatchObject([
      {
        number: 1,
        stage: "request",
        error: "The server stopped during this attempt: the target may or may not have received it",
        response: null,
      },
      { number: 2, stage: "response", error: null },
    ]);
    const sent = receiver.requests.map(({ rawHeaders }) => [
      rawHeaders[rawHeaders.indexOf("Hookglass-Delivery-Id") + 1],
      rawHeaders[rawHeaders.indexOf("Hookglass-Attempt") + 1],
    ]);
    expect(sent).toEqual([
      [id, "1"],
      [id, "2"],
    ]);
  });
});

async function jobsOf(deliveryId: string): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.connectionString });
  await client.connect();
  const { rows } = await client.query(
    "SELECT count(*)::int AS count FROM pgboss.job WHERE data->>'deliveryId' = $1",
    [deliveryId],
  );
  await client.end();
  return rows[0].count;
}
