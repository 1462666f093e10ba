import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { makeDataDir, startServer, type TestServer } from "#tests/support/server.ts";
import { measureBacklog } from "./delivery-backlog.ts";
import { chooseGenerator } from "./load-generator.ts";
import type { BenchOptions, Measurement } from "./measurement.ts";
import { webhook } from "./webhook.ts";

const ROUNDS = 3;
const CONNECTIONS = 64;
const PACED = { count: 1_500, everyMs: 10 };

/** A server that can be killed and started again on the same database, and a target that counts. */
export type DeliveryBench = {
  server: TestServer;
  target: string;
  sql: pg.Client;
  restart: () => Promise<void>;
};

/** What deliveries cost capture, how late they arrive, and how fast a backlog goes out. */
export async function measureDelivery(options: BenchOptions): Promise<Measurement[]> {
  const dataDir = await makeDataDir();
  const postgres = await startEmbeddedPostgres(dataDir);
  const sql = new pg.Client({ connectionString: postgres.connectionString });
  await sql.connect();
  const receiver = spawn(process.execPath, [join(import.meta.dirname, "delivery-receiver.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const start = () =>
    startServer({
      env: {
        DATABASE_URL: postgres.connectionString,
        HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
        HOOKGLASS_MAX_REQUESTS_PER_BIN: "10000000",
      },
    });
  const [target] = await once(createInterface({ input: receiver.stdout }), "line");
  const bench: DeliveryBench = {
    ...{ server: await start(), target, sql },
    async restart() {
      await bench.server.kill();
      bench.server = await start();
    },
  };
  try {
    const latency = await measureLatency(bench);
    const capture = await measureCaptureWithRule(bench, options);
    return [...capture, ...latency, ...(await measureBacklog(bench))];
  } finally {
    await bench.server.stop();
    receiver.kill();
    await sql.end();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A target of a bin that takes everything; resolves to its id. */
export async function addTarget(
  { server }: DeliveryBench,
  bin: TestBin,
  url: string,
): Promise<string> {
  const input = { name: "All", url, concurrency: 64 };
  const path = `/bins/${bin.id}/targets`;
  const { body } = await callApi(server.origin, bin.ownerToken, "POST", path, input);
  return z.object({ id: z.string() }).parse(body).id;
}

/** Resolves when nothing waits for a target any more. Reads indexes only, not to disturb. */
export async function untilDrained({ sql }: DeliveryBench, targetId: string): Promise<void> {
  const open = `SELECT 1 FROM deliveries WHERE lane = 'target:' || $1 AND next_attempt_at IS NOT NULL
    UNION ALL SELECT 1 FROM deliveries WHERE lease_until IS NOT NULL AND target_id = $1 LIMIT 1`;
  while ((await sql.query(open, [targetId])).rowCount) await pause(100);
}

/** Without and with a rule in turn, so that what else the machine does falls on both. */
async function measureCaptureWithRule(
  bench: DeliveryBench,
  { seconds }: BenchOptions,
): Promise<Measurement[]> {
  const generator = await chooseGenerator();
  const plain = await createTestBin(bench.server.origin);
  const ruled = await createTestBin(bench.server.origin);
  const targetId = await addTarget(bench, ruled, bench.target);
  const slice = Math.max(2, Math.round(seconds / ROUNDS / 2));
  const load = async ({ captureUrl }: TestBin) =>
    (await generator.load(captureUrl, CONNECTIONS, slice)).perSecond;
  await load(plain);
  let [alone, withRule] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone += await load(plain);
    withRule += await load(ruled);
    // What is left of this round must not be paid for by the next.
    await bench.sql.query(
      `UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, finished_at = now()
       WHERE target_id = $1 AND next_attempt_at IS NOT NULL`,
      [targetId],
    );
    await untilDrained(bench, targetId);
  }
  return [
    {
      name: "captures with one rule that matches everything, share of without",
      value: withRule / alone,
      unit: "",
      target: { atLeast: 0.75 },
      note: `${Math.round(withRule / ROUNDS)} of ${Math.round(alone / ROUNDS)} /s`,
    },
  ];
}

async function measureLatency(bench: DeliveryBench): Promise<Measurement[]> {
  const bin = await createTestBin(bench.server.origin);
  const latenciesMs: number[] = [];
  const here = createServer((request, response) => {
    latenciesMs.push(nowMs() - Number(request.headers["x-sent-at"]));
    request.resume();
    response.end("ok");
  });
  await new Promise<void>((listening) => here.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has a port.
  const { port } = here.address() as AddressInfo;
  await addTarget(bench, bin, `http://127.0.0.1:${port}/`);
  for (let sent = 0; sent < PACED.count; sent += 1) {
    const headers = { ...webhook.headers, "x-sent-at": String(nowMs()) };
    void fetch(bin.captureUrl, { method: "POST", body: webhook.body, headers });
    await pause(PACED.everyMs);
  }
  while (latenciesMs.length < PACED.count) await pause(50);
  here.close();
  here.closeAllConnections();
  latenciesMs.sort((a, b) => a - b);
  const at = (part: number) => latenciesMs[Math.floor(PACED.count * part)] ?? 0;
  const name = "capture to target at 100/s";
  return [
    { name: `${name}, p50`, value: at(0.5), unit: "ms", target: { atMost: 30 } },
    { name: `${name}, p99`, value: at(0.99), unit: "ms" },
  ];
}

const nowMs = () => performance.timeOrigin + performance.now();
