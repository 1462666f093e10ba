import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { callApi, createTestBin } from "#tests/support/api.ts";
import { startLoad } from "#tests/support/load.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const CONNECTIONS = 8;
const KILLS = 10;
const ENV = {
  HOOKGLASS_MAX_REQUESTS_PER_BIN: "1000000",
  HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
};

let server: TestServer | undefined;
let receiver: Server | undefined;

afterEach(async () => {
  await discardServer(server);
  receiver?.close();
  receiver?.closeAllConnections();
});

/** Counts how often each delivery came, slowly enough that many are under way at any time. */
async function startCounter(): Promise<{ origin: string; seen: Map<string, Set<string>> }> {
  const seen = new Map<string, Set<string>>();
  receiver = createServer((request, response) => {
    const id = String(request.headers["hookglass-delivery-id"]);
    const attempts = seen.get(id) ?? new Set();
    attempts.add(String(request.headers["hookglass-attempt"]));
    seen.set(id, attempts);
    request.resume();
    request.on("end", () => setTimeout(() => response.end("ok"), 20));
  });
  await new Promise<void>((listening) => receiver?.listen(0, "127.0.0.1", listening));
  const { port } = receiver.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, seen };
}

test("a server killed ten times under load delivers every acknowledged capture at least once", async () => {
  const counter = await startCounter();
  server = await startServer({ env: ENV });
  const bin = await createTestBin(server.origin);
  await callApi(server.origin, bin.ownerToken, "POST", `/bins/${bin.id}/targets`, {
    ...{ name: "All", url: counter.origin, concurrency: 32 },
  });
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const load = startLoad(`${server.origin}/in/${bin.slug}`, CONNECTIONS);
    await load.afterMore(100 + kill * 17);
    await server.kill();
    await load.stop();
    acknowledged.push(...load.acknowledged);
    server = await startServer({ env: ENV, dataDir: server.dataDir });
  }
  const { origin } = server;
  const killedAtMs = Date.now();
  const statesOf = async (query: string) => {
    const { body } = await callApi(
      origin,
      bin.ownerToken,
      "GET",
      `/bins/${bin.id}/deliveries${query}`,
    );
    return body as { items: { id: string; requestId: string }[]; nextCursor: string | null };
  };
  await vi.waitFor(
    async () => {
      const open = await statesOf("?state=queued,running,waiting&limit=1");
      expect(open.items).toEqual([]);
    },
    { timeout: 90_000, interval: 200 },
  );
  expect(Date.now() - killedAtMs).toBeLessThan(60_000);

  const delivered = new Map<string, string>();
  let cursor = "";
  do {
    const page = await statesOf(`?state=succeeded&limit=200${cursor && `&cursor=${cursor}`}`);
    for (const { id, requestId } of page.items) delivered.set(requestId, id);
    cursor = page.nextCursor ?? "";
  } while (cursor);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * 100);
  expect(acknowledged.filter((id) => !delivered.has(id))).toEqual([]);
  // What came twice came under the same id, as another attempt.
  for (const id of delivered.values()) expect(counter.seen.has(id)).toBe(true);
  const twice = [...counter.seen.values()].filter((attempts) => attempts.size > 1);
  expect(twice.length).toBeGreaterThan(0);
}, 300_000);
