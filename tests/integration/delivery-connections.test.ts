import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseAllowList } from "#lib/delivery/allow-list.ts";
import { type ConnectionPool, createConnectionPool } from "#lib/delivery/connection-pool.ts";
import { type AttemptInput, sendAttempt } from "#lib/delivery/send-attempt.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";

let pool: ConnectionPool;
let receiver: HostileReceiver;

beforeEach(async () => {
  pool = createConnectionPool();
  receiver = await startHostileReceiver();
});

afterEach(async () => {
  pool.close();
  await receiver.close();
});

const allowed = parseAllowList(["127.0.0.0/8"]);

function send(url: string, changes: Partial<AttemptInput> = {}) {
  return sendAttempt({
    ...{ deliveryId: "d", number: 1, method: "POST", url, headers: [], body: Buffer.from("{}") },
    ...{ allow: allowed.ok ? allowed.allow : [], timeoutMs: 5_000, ownOrigins: [] },
    now: () => new Date(),
    connections: pool,
    ...changes,
  });
}

const at = (path: string) => `${receiver.origin}${path}`;

describe("connections that are kept open", () => {
  test("One after the other goes over the same connection, and says so.", async () => {
    const first = await send(at("/echo"));
    expect(first.request.headers.slice(0, 2)).toEqual([
      ["host", `127.0.0.1:${receiver.port}`],
      ["connection", "keep-alive"],
    ]);
    expect(receiver.requests[0]?.rawHeaders).toEqual(first.request.headers.flat());
    expect((await send(at("/status?code=503"))).response?.status).toBe(503);
    expect((await send(at("/echo"))).response?.status).toBe(200);
    expect(receiver.connections()).toBe(1);
  });

  test("At the same time each has its own, for every attempt one answer.", async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => send(at(`/status?code=${200 + n}`))),
    );
    expect(results.map(({ response }) => response?.status)).toEqual(
      Array.from({ length: 20 }, (_, n) => 200 + n),
    );
    expect(receiver.connections()).toBe(20);
  });

  test.each([
    ["/reset", "request"],
    ["/close", "request"],
    ["/cut-headers", "request"],
    ["/reset-mid-body", "response"],
    ["/garbage", "response"],
    ["/huge-headers", "response"],
  ])("What %s does to one connection harms no other attempt.", async (path, stage) => {
    await send(at("/echo"));
    const result = await send(at(path));
    expect([result.stage, result.error === null]).toEqual([stage, false]);
    const after = await send(at("/echo"));
    expect(after).toMatchObject({ stage: "response", error: null, response: { status: 200 } });
  });

  test("Time runs out on a kept connection as on a new one.", async () => {
    await send(at("/echo"));
    const hanging = await send(at("/hang"), { timeoutMs: 200 });
    expect(hanging).toMatchObject({
      stage: "timeout",
      error: `127.0.0.1:${receiver.port} took the request but did not answer within 0.2 s`,
    });
    const stalled = await send(at("/stall-mid-body"), { timeoutMs: 200 });
    expect(stalled.stage).toBe("timeout");
    expect((await send(at("/echo"))).response?.status).toBe(200);
  });

  test("A large answer is cut, and its connection let go.", async () => {
    const result = await send(at("/big"));
    expect(result.response).toMatchObject({ status: 200, truncated: true });
    expect((await send(at("/echo"))).response?.status).toBe(200);
    expect(receiver.connections()).toBe(2);
  });

  test("One that the target closed without a word is replaced.", async () => {
    await send(at("/keep-alive-close"));
    const again = await send(at("/echo"));
    expect(again).toMatchObject({ stage: "response", error: null, response: { status: 200 } });
  });

  test("A certificate that may be anything is not taken for one that was verified.", async () => {
    const secure = await startHostileReceiver({ tls: true });
    const url = `${secure.origin}/echo`;
    expect((await send(url, { verifyTls: false })).response?.status).toBe(200);
    expect(await send(url)).toMatchObject({ stage: "tls", response: null });
    await secure.close();
  });
});

describe("a target that closes a kept connection just as it is used again", () => {
  let server: Server;
  const sockets: Socket[] = [];
  let requests = 0;

  beforeEach(async () => {
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      request.resume();
      // The second request on any connection is torn down unread, as by a server whose time was up.
      const socket = request.socket as Socket & { used?: boolean };
      if (socket.used) socket.resetAndDestroy();
      else response.end("ok");
      socket.used = true;
      sockets.push(socket);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  test("The attempt goes once more over a new connection.", async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect((await send(url)).response?.status).toBe(200);
    expect(await send(url)).toMatchObject({ stage: "response", response: { status: 200 } });
    expect(requests).toBe(3);
  });
});
