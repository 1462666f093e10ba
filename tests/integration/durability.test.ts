import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { startLoad } from "#tests/support/load.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const CONNECTIONS = 8;
const KILLS = 20;
const ENV = { HOOKGLASS_MAX_REQUESTS_PER_BIN: "1000000" };

let server: TestServer | undefined;
afterEach(() => discardServer(server));

type Stored = { id: string; path: string };

async function storedRequests(origin: string, bin: TestBin): Promise<Stored[]> {
  const stored: Stored[] = [];
  let cursor = "";
  do {
    const path = `/bins/${bin.id}/requests?limit=500${cursor && `&cursor=${cursor}`}`;
    const page = summariesSchema.parse((await callApi(origin, bin.ownerToken, "GET", path)).body);
    stored.push(...page.items.map(({ id, path }) => ({ id, path })));
    cursor = page.nextCursor ?? "";
  } while (cursor);
  return stored;
}

/** Every path was sent once: one that is there twice was stored twice. */
function expectStoredOnce(stored: Stored[], acknowledged: Map<string, string>): void {
  const pathOf = new Map(stored.map(({ id, path }) => [id, path]));
  expect(pathOf.size).toBe(stored.length);
  expect(new Set(pathOf.values()).size).toBe(stored.length);
  expect([...acknowledged].filter(([id, path]) => pathOf.get(id) !== path)).toEqual([]);
}

test("a server killed twenty times under load, half of them with its database, has stored every acknowledged request once", async () => {
  server = await startServer({ env: ENV });
  const bin = await createTestBin(server.origin);
  const acknowledged = new Map<string, string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const load = startLoad(`${server.origin}/in/${bin.slug}`, CONNECTIONS, { ownPaths: true });
    await load.afterMore(100 + kill * 17);
    if (kill % 2 === 1) process.kill(await postmasterPid(server), "SIGKILL");
    await server.kill();
    await load.stop();
    for (const [id, path] of load.paths) acknowledged.set(id, path);
    server = await startServer({ env: ENV, dataDir: server.dataDir });
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * 100);
  expectStoredOnce(await storedRequests(server.origin, bin), acknowledged);
}, 300_000);

test("a database killed twenty times under load comes back by itself and has lost nothing", async () => {
  server = await startServer({ env: ENV });
  const bin = await createTestBin(server.origin);
  const load = startLoad(`${server.origin}/in/${bin.slug}`, CONNECTIONS, { ownPaths: true });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await load.afterMore(100 + kill * 17);
    const killed = await postmasterPid(server);
    process.kill(killed, "SIGKILL");
    await databaseIsBack(server, killed);
    await load.afterMore(20);
  }
  await load.stop();
  expect(load.refused()).toBeGreaterThan(0);
  expectStoredOnce(await storedRequests(server.origin, bin), load.paths);
}, 300_000);

test("SIGTERM answers what was accepted, stores it and ends with 0", async () => {
  const first = await startServer({ env: ENV });
  server = first;
  const bin = await createTestBin(first.origin);
  const load = startLoad(`${first.origin}/in/${bin.slug}`, CONNECTIONS, { ownPaths: true });
  await load.afterMore(200);
  const started = performance.now();
  expect(await first.stop()).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  await load.stop();
  server = await startServer({ env: ENV, dataDir: first.dataDir });
  expectStoredOnce(await storedRequests(server.origin, bin), load.paths);
});

async function postmasterPid({ dataDir }: TestServer): Promise<number> {
  const file = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8").catch(() => "");
  return Number.parseInt(file, 10);
}

/** A backend that is busy outlives its postmaster for a while: what it answers proves nothing. */
async function databaseIsBack(server: TestServer, killed: number): Promise<void> {
  for (;;) {
    const health = await fetch(`${server.origin}/api/v1/health`);
    if (health.ok && (await postmasterPid(server)) !== killed) return;
  }
}
