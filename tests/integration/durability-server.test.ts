import { afterEach, expect, test } from "vitest";
import { createTestBin } from "#tests/support/api.ts";
import { expectStoredOnce, postmasterPid, storedRequests } from "#tests/support/durability.ts";
import { startLoad } from "#tests/support/load.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const CONNECTIONS = 8;
const KILLS = 20;
const ENV = { HOOKGLASS_MAX_REQUESTS_PER_BIN: "1000000" };

let server: TestServer | undefined;
afterEach(() => discardServer(server));

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
