import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connectDb, db } from "#lib/db.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { insertDeliveries, PLAIN } from "#lib/delivery/insert-deliveries.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { getDelivery, listDeliveries, listRecentTargets } from "#lib/delivery/queries.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import { startDeliveryWorker } from "#lib/delivery/worker.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { newRequestId } from "#lib/ids.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { sweep } from "#lib/retention/sweep.ts";
import type { CapturedRequest } from "#prisma/client/client.ts";
import { captureRequest } from "#tests/support/captured-row.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { makeDataDir } from "#tests/support/server.ts";

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
  await db().$disconnect();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  receiver = await startHostileReceiver();
});

afterEach(() => receiver.close());

function resend(
  row: CapturedRequest,
  path: string,
  extra: { body?: string; key?: string; resign?: "force"; retry?: true } = {},
): Promise<string> {
  const { body, key = null, ...rest } = extra;
  const input = createDeliverySchema.parse({
    target: `${receiver.origin}${path}`,
    ...(body === undefined ? {} : { bodyBase64: Buffer.from(body).toString("base64") }),
    ...rest,
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

describe("without a worker in this process", () => {
  test("A delivery is queued, due at once.", async () => {
    const row = await captureRequest();
    const id = await resend(row, "/echo");
    const delivery = await getDelivery(id);
    expect(delivery).toMatchObject({ state: "queued", attemptCount: 0, attempts: [] });
    expect(Date.parse(delivery?.nextAttemptAt ?? "")).toBeLessThanOrEqual(Date.now());
    await db().delivery.delete({ where: { id } });
  });

  test("The same key is the same delivery, also for calls at the same time.", async () => {
    const row = await captureRequest();
    const calls = Array.from({ length: 5 }, () => resend(row, "/echo", { key: "k1" }));
    const ids = await Promise.all(calls);
    expect(new Set(ids).size).toBe(1);
    expect(await resend(row, "/echo", { key: "k2" })).not.toBe(ids[0]);
    expect(await resend(await captureRequest(), "/echo", { key: "k1" })).not.toBe(ids[0]);
    await expect(resend(row, "/other", { key: "k1" })).rejects.toMatchObject({ code: "conflict" });
    for (const extra of [{ body: "x" }, { resign: "force" }, { retry: true }] as const) {
      await expect(resend(row, "/echo", { key: "k1", ...extra })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect(await listDeliveries(row.id)).toHaveLength(2);
    await db().delivery.deleteMany({});
  });

  test("The newest 20 targets of a bin are remembered, the last used first.", async () => {
    const row = await captureRequest();
    for (let minute = 0; minute < 22; minute += 1) {
      const input = createDeliverySchema.parse({ target: `https://example.com/${minute % 21}` });
      const now = new Date(NOW.getTime() + minute * 60_000);
      await createDelivery({ row, input, idempotencyKey: null, now });
    }
    const targets = await listRecentTargets(row.binId);
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
    const stop = subscribe("delivery.updated", async ({ binId, ids: [first = ""] }) => {
      const delivery = await getDelivery(first);
      if (binId === row.binId && delivery) states.push(delivery.state);
    });
    const id = await resend(row, "/echo");
    const delivery = await untilFinished(id);
    await vi.waitFor(() => expect(states.at(-1)).toBe("succeeded"));
    stop();
    expect(delivery).toMatchObject({
      id,
      requestId: row.id,
      binId: row.binId,
      target: `${receiver.origin}/echo`,
      state: "succeeded",
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

  test("A request that was deleted before it was sent is said to be so.", async () => {
    const row = await captureRequest();
    await worker.stop();
    const id = await resend(row, "/echo");
    await db().capturedRequest.delete({ where: { id: row.id } });
    worker = await startDeliveryWorker(postgres.connectionString);
    expect((await untilFinished(id)).attempts[0]?.error).toBe(
      "The captured request was deleted before it was sent",
    );
    expect(receiver.requests).toEqual([]);
  });

  test("Once its bin is deleted nothing is sent from it, and nothing is in the way.", async () => {
    const row = await captureRequest();
    const underWay = await resend(row, "/hang");
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000 });
    await db().bin.delete({ where: { id: row.binId } });
    const id = newRequestId();
    await insertDeliveries(db(), [
      {
        ...PLAIN,
        ...{ id, requestId: row.id, binId: row.binId, targetId: null, bodyBytes: 0 },
        ...{ url: `${receiver.origin}/echo`, origin: "resend", lane: `hand:${row.binId}` },
      },
    ]);
    await untilFinished(await resend(await captureRequest(), "/echo"));
    expect(receiver.requests.map(({ url }) => url)).toEqual(["/hang", "/echo"]);
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
    for (let index = 0; index < 70; index += 1) hanging.push(await resend(slow, "/hang"));
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(64), { timeout: 10_000 });
    const done = await untilFinished(await resend(quick, "/echo"), 10_000);
    expect(done.state).toBe("succeeded");
    expect(receiver.requests).toHaveLength(65);
    // The others of the slow bin get their turn.
    const release = setInterval(receiver.releaseHanging, 50);
    const all = await Promise.all(hanging.map((id) => untilFinished(id, 15_000)));
    clearInterval(release);
    expect(all.every(({ state }) => state === "succeeded")).toBe(true);
    expect(receiver.requests).toHaveLength(71);
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
        stage: "interrupted",
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
