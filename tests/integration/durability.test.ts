import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { startLoad } from "#tests/support/load.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const CONNECTIONS = 8;
const KILLS = 10;
const ENV = { HOOKGLASS_MAX_REQUESTS_PER_BIN: "1000000" };

let server: TestServer | undefined;
afterEach(() => discardServer(server));

async function storedIds(origin: string, bin: TestBin): Promise<string[]> {
  const ids: string[] = [];
  let cursor = "";
  do {
    const path = `/bins/${bin.id}/requests?limit=500${cursor && `&cursor=${cursor}`}`;
    const page = summariesSchema.parse((await callApi(origin, bin.ownerToken, "GET", path)).body);
    ids.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? "";
  } while (cursor);
  return ids;
}

function expectStoredOnce(stored: string[], acknowledged: string[]): void {
  const unique = new Set(stored);
  expect(stored).toHaveLength(unique.size);
  expect(acknowledged.filter((id) => !unique.has(id))).toEqual([]);
}

test("a server killed ten times under load has stored every acknowledged request once", async () => {
  server = await startServer({ env: ENV });
  const bin = await createTestBin(server.origin);
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const load = startLoad(`${server.origin}/in/${bin.slug}`, CONNECTIONS);
    await load.afterMore(150 + kill * 17);
    await server.kill();
    await load.stop();
    acknowledged.push(...load.acknowledged);
    server = await startServer({ env: ENV, dataDir: server.dataDir });
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 150);
  expectStoredOnce(await storedIds(server.origin, bin), acknowledged);
}, 180_000);

test("a database killed ten times under load comes back by itself and has lost nothing", async () => {
  server = await startServer({ env: ENV });
  const bin = await createTestBin(server.origin);
  const load = startLoad(`${server.origin}/in/${bin.slug}`, CONNECTIONS);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await load.afterMore(150 + kill * 17);
    const killed = await postmasterPid(server);
    process.kill(killed, "SIGKILL");
    await databaseIsBack(server, killed);
    await load.afterMore(20);
  }
  await load.stop();
  expect(load.refused()).toBeGreaterThan(0);
  expectStoredOnce(await storedIds(server.origin, bin), load.acknowledged);
}, 180_000);

test("SIGTERM answers what was accepted, stores it and ends with 0", async () => {
  const first = await startServer({ env: ENV });
  server = first;
  const bin = await createTestBin(first.origin);
  const load = startLoad(`${first.origin}/in/${bin.slug}`, CONNECTIONS);
  await load.afterMore(200);
  const started = performance.now();
  expect(await first.stop()).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  await load.stop();
  server = await startServer({ env: ENV, dataDir: first.dataDir });
  expectStoredOnce(await storedIds(server.origin, bin), load.acknowledged);
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
