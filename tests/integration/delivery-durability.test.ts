import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { postmasterPid } from "#tests/support/durability.ts";
import { startLoad } from "#tests/support/load.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const CONNECTIONS = 8;
const KILLS = 10;
const ENV = {
  HOOKGLASS_MAX_REQUESTS_PER_BIN: "1000000",
  HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
};

const pageSchema = z.object({
  items: z.array(z.object({ id: z.string() })),
  nextCursor: z.string().nullable(),
});
const deliverySchema = z.object({
  state: z.string(),
  attempts: z.array(z.object({ number: z.number(), stage: z.string(), at: z.iso.datetime() })),
});

let server: TestServer | undefined;
let receiver: Server | undefined;

afterEach(async () => {
  await discardServer(server);
  receiver?.close();
  receiver?.closeAllConnections();
});

/** Which deliveries brought each path, and by which attempts; each path was captured once. */
type Arrivals = Map<string, Map<string, Set<number>>>;

/** A target that notes what comes, slowly enough that many are under way at any time. */
async function startTarget(): Promise<{ origin: string; arrivals: Arrivals }> {
  const arrivals: Arrivals = new Map();
  receiver = createServer((request, response) => {
    const { url = "", headers } = request;
    const byDelivery = arrivals.get(url) ?? new Map<string, Set<number>>();
    const id = String(headers["hookglass-delivery-id"]);
    byDelivery.set(id, (byDelivery.get(id) ?? new Set()).add(Number(headers["hookglass-attempt"])));
    arrivals.set(url, byDelivery);
    request.resume();
    request.on("end", () => setTimeout(() => response.end("ok"), 20));
  });
  await new Promise<void>((listening) => receiver?.listen(0, "127.0.0.1", listening));
  const { port } = receiver.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, arrivals };
}

/** Loads a bin and kills its server in the middle, again and again; every second time its database too. */
async function killUnderLoad(bin: TestBin): Promise<string[]> {
  const paths: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (!server) throw new Error("no server");
    const url = `${server.origin}/in/${bin.slug}`;
    const load = startLoad(url, CONNECTIONS, { ownPaths: true });
    await load.afterMore(100 + kill * 17);
    if (kill % 2 === 1) process.kill(await postmasterPid(server), "SIGKILL");
    await server.kill();
    await load.stop();
    paths.push(...load.paths.values());
    server = await startServer({ env: ENV, dataDir: server.dataDir });
  }
  return paths;
}

test("a server killed ten times under load delivers every acknowledged capture that matches, under one id each", async () => {
  const target = await startTarget();
  server = await startServer({ env: ENV });
  const bin = await createTestBin(server.origin);
  const call = async (method: string, path: string, body?: unknown) =>
    (await callApi(server?.origin ?? "", bin.ownerToken, method, path, body)).body;
  const rules = `/bins/${bin.id}/targets`;
  const rule = { url: target.origin, appendPath: true, concurrency: 32 };
  await call("POST", rules, { ...rule, name: "All", filter: "method:POST" });
  await call("POST", rules, { ...rule, name: "None", filter: "method:PUT" });

  const acknowledged = await killUnderLoad(bin);
  const lastKillMs = Date.now();
  await vi.waitFor(
    async () => {
      const open = await call("GET", `/bins/${bin.id}/deliveries?state=queued,running,waiting`);
      expect(pageSchema.parse(open).items).toEqual([]);
    },
    { timeout: 60_000, interval: 200 },
  );
  expect(Date.now() - lastKillMs).toBeLessThan(60_000);

  const { arrivals } = target;
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 100);
  expect(acknowledged.filter((path) => !arrivals.has(path))).toEqual([]);
  expect([...arrivals].filter(([, byDelivery]) => byDelivery.size !== 1)).toEqual([]);

  // Sent by a server that then was killed, and again by its successor.
  const repeated = [...arrivals.values()].flatMap((byDelivery) =>
    [...byDelivery].filter(([, attempts]) => attempts.size > 1),
  );
  expect(repeated.length).toBeGreaterThan(0);
  for (const [id, attempts] of repeated) {
    const delivery = deliverySchema.parse(await call("GET", `/deliveries/${id}`));
    const stages = delivery.attempts.map(({ stage }) => stage);
    expect([delivery.state, stages.at(-1)]).toEqual(["succeeded", "response"]);
    expect(new Set(stages.slice(0, -1))).toEqual(new Set(["interrupted"]));
    expect(delivery.attempts.map(({ number }) => number)).toEqual(
      expect.arrayContaining([...attempts]),
    );
    const startsMs = delivery.attempts.map(({ at }) => Date.parse(at));
    for (const [index, atMs] of startsMs.slice(1).entries()) {
      expect(atMs - (startsMs[index] ?? 0)).toBeLessThan(60_000);
    }
  }
}, 120_000);
