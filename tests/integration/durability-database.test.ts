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

/** A backend that is busy outlives its postmaster for a while: what it answers proves nothing. */
async function databaseIsBack(server: TestServer, killed: number): Promise<void> {
  for (;;) {
    const health = await fetch(`${server.origin}/api/v1/health`);
    if (health.ok && (await postmasterPid(server)) !== killed) return;
  }
}
