import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { io } from "socket.io-client";
import { afterEach, expect, test, vi } from "vitest";
import { summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin } from "#tests/support/api.ts";
import { startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer | undefined;
afterEach(() => discardServer(server));

async function startUpload(origin: string, path: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n`;
  await new Promise((written) => socket.write(`${head}half`, written));
  return socket;
}

test("SIGTERM ends with 0 within 10 s, whatever hangs, and answers what still comes whole", async () => {
  const receiver = await startHostileReceiver();
  const env = { HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" };
  const first = await startServer({ env });
  server = first;
  const { origin } = first;
  const bin = await createTestBin(origin);
  const path = `/in/${bin.slug}`;

  const sent = await fetch(`${origin}${path}/resent`, { method: "POST" });
  const requestId = sent.headers.get("hookglass-request-id");
  await callApi(origin, bin.ownerToken, "POST", `/requests/${requestId}/deliveries`, {
    target: `${receiver.origin}/hang`,
  });
  await vi.waitFor(() => expect(receiver.requests).toHaveLength(1), { timeout: 5_000 });
  const watcher = io(origin, {
    ...{ transports: ["websocket"], reconnection: false },
    extraHeaders: { authorization: `Bearer ${bin.ownerToken}` },
  });
  await watcher.timeout(5_000).emitWithAck("bin:watch", { binId: bin.id });
  const [finishing, hanging] = [
    await startUpload(origin, `${path}/finishing`),
    await startUpload(origin, `${path}/hanging`),
  ];

  const started = performance.now();
  const gone = new Promise((resolve) => watcher.once("disconnect", resolve));
  const exited = first.stop();
  await gone;
  let answer = "";
  finishing.on("data", (chunk) => {
    answer += chunk;
  });
  finishing.write("done");
  await once(finishing, "end");
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toContain("Connection: close");
  await expect(fetch(`${origin}${path}/too-late`, { method: "POST" })).rejects.toThrow();
  expect(await exited).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  hanging.destroy();

  server = await startServer({ env, dataDir: first.dataDir });
  const list = await callApi(server.origin, bin.ownerToken, "GET", `/bins/${bin.id}/requests`);
  const paths = summariesSchema.parse(list.body).items.map((item) => item.path);
  expect(paths).toEqual(["/finishing", "/resent"]);
  // What was interrupted is tried again.
  await vi.waitFor(() => expect(receiver.requests).toHaveLength(2), { timeout: 45_000 });
  await receiver.close();
}, 90_000);
