import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type {
  ClientToServerEvents,
  ServerToClientEvents,
  WatchAnswer,
  WatchBin,
} from "#lib/realtime/events.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

const shareSchema = z.object({ id: z.string(), token: z.string() });

let server: TestServer;
let bin: TestBin;
let other: TestBin;
const clients: Client[] = [];
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
  other = await createTestBin(server.origin);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(async () => {
  expect(server.process.exitCode).toBeNull();
  expect(server.log()).not.toMatch(/uncaught|unhandled/i);
  await discardServer(server);
});

function connect(headers: Record<string, string> = {}): Client {
  const options = { transports: ["websocket"], reconnection: false, forceNew: true };
  const client: Client = io(server.origin, { ...options, extraHeaders: headers });
  clients.push(client);
  return client;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const watch = (client: Client, request: WatchBin): Promise<WatchAnswer> =>
  client.timeout(5_000).emitWithAck("bin:watch", request);
const owner = (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

async function share(input: Record<string, unknown> = {}) {
  return shareSchema.parse((await owner("POST", `/bins/${bin.id}/shares`, input)).body);
}

async function capture(): Promise<string> {
  const answer = await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST" });
  return answer.headers.get("hookglass-request-id") ?? "";
}

/** Every event that reaches a client, by name. */
function record(client: Client): Set<string> {
  const names = new Set<string>();
  client.onAny((name: string) => void names.add(name));
  return names;
}

describe("who is told what", () => {
  test("the owner everything, a link's reader what it shows, everybody else nothing", async () => {
    const requestId = await capture();
    const [whole, one, locked] = [
      await share(),
      await share({ requestId }),
      await share({ password: "open sesame" }),
    ];
    const cases: [who: string, client: Client, shareToken: string | undefined][] = [
      ["owner", connect(bearer(bin.ownerToken)), undefined],
      ["owner by cookie", connect({ cookie: `hookglass_owner=${bin.ownerToken}` }), undefined],
      ["reader", connect(), whole.token],
      ["reader of one request", connect(), one.token],
      ["reader without the password", connect(), locked.token],
      ["another owner", connect(bearer(other.ownerToken)), undefined],
      ["another owner with a link of this bin's id", connect(), "hgs_made-up"],
      ["nobody", connect(), undefined],
      ["whoever knows the address", connect(bearer(bin.slug)), undefined],
    ];
    const told = new Map<string, Set<string>>();
    const allowed: string[] = [];
    for (const [who, client, shareToken] of cases) {
      told.set(who, record(client));
      const answer = await watch(client, { binId: bin.id, ...(shareToken ? { shareToken } : {}) });
      if (answer.ok) allowed.push(who);
    }
    expect(allowed).toEqual(["owner", "owner by cookie", "reader", "reader of one request"]);

    const target = "http://10.0.0.1/";
    await owner("POST", `/requests/${requestId}/deliveries`, { target });
    await capture();
    await owner("PATCH", `/bins/${bin.id}`, { name: "renamed" });
    await owner("DELETE", `/requests/${requestId}`);
    const everything = ["bin:updated", "delivery:updated", "requests:captured", "requests:removed"];
    await expect.poll(() => [...(told.get("owner") ?? [])].sort()).toEqual(everything);
    await expect.poll(() => [...(told.get("owner by cookie") ?? [])].sort()).toEqual(everything);
    const readable = everything.filter((name) => name !== "delivery:updated");
    await expect.poll(() => [...(told.get("reader") ?? [])].sort()).toEqual(readable);
    for (const [who, names] of told) {
      if (!["owner", "owner by cookie", "reader"].includes(who)) {
        expect([who, [...names]]).toEqual([who, []]);
      }
    }
  });

  test("a link that ends puts its readers out at its hour", async () => {
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const { token } = await share({ expiresAt });
    const client = connect();
    expect(await watch(client, { binId: bin.id, shareToken: token })).toMatchObject({ ok: true });
    const reason = await new Promise((resolve) => client.once("disconnect", resolve));
    expect(reason).toBe("io server disconnect");
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  });

  test("whoever stops watching is told no more", async () => {
    const client = connect(bearer(bin.ownerToken));
    const probe = connect(bearer(bin.ownerToken));
    await Promise.all([client, probe].map((socket) => watch(socket, { binId: bin.id })));
    client.emit("bin:unwatch", { binId: bin.id });
    // Messages of one connection are handled in order: this answer comes after the leaving.
    await watch(client, { binId: "no-such-bin" });
    const names = record(client);
    const pushed = new Promise((resolve) => probe.once("requests:captured", resolve));
    await capture();
    await pushed;
    expect([...names]).toEqual([]);
  });
});

describe("what a client may not do", () => {
  const odd: unknown[] = [
    undefined,
    null,
    0,
    "bin",
    [],
    { binId: null },
    { binId: { toString: 1, valueOf: 1 } },
    { binId: "\0" },
    { binId: "x".repeat(65) },
    { binId: ["a"], since: {} },
  ];

  test("break the server with what it sends", async () => {
    const client = connect(bearer(bin.ownerToken));
    const emit = client.emit.bind(client) as (event: string, ...values: unknown[]) => void;
    for (const value of odd) {
      emit("bin:unwatch", value);
      emit("bin:watch", value);
      emit("bin:watch", value, value);
      emit("constructor", value);
    }
    for (const value of odd) {
      expect(await watch(client, value as WatchBin)).toMatchObject({ ok: false });
    }
    expect(await watch(client, { binId: bin.id })).toMatchObject({ ok: true });
  });

  test("send more than a message of ours ever has", async () => {
    const client = connect(bearer(bin.ownerToken));
    await watch(client, { binId: bin.id });
    const ended = new Promise((resolve) => client.once("disconnect", resolve));
    client.emit("bin:watch", { binId: "x".repeat(20_000) }, () => undefined);
    expect(await ended).toBe("transport close");
  });

  test("ask without end: beyond a burst it is told to wait", async () => {
    const client = connect(bearer(bin.ownerToken));
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => watch(client, { binId: bin.id })),
    );
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(40);
    expect(answers.at(-1)).toEqual({ ok: false, error: "Too many at once: try again in 1 s" });
    // Another connection is not held to that.
    expect(await watch(connect(bearer(bin.ownerToken)), { binId: bin.id })).toMatchObject({
      ok: true,
    });
  });

  test("watch more than 20 bins at a time, but one of them as often as it likes", async () => {
    const client = connect(bearer(bin.ownerToken));
    const bins = await Promise.all(
      Array.from({ length: 21 }, async () => {
        const made = await fetch(`${server.origin}/api/v1/bins`, {
          method: "POST",
          headers: bearer(bin.ownerToken),
        });
        return z.object({ id: z.string() }).parse(await made.json()).id;
      }),
    );
    const answers: boolean[] = [];
    for (const binId of bins) answers.push((await watch(client, { binId })).ok);
    expect(answers).toEqual([...Array.from({ length: 20 }, () => true), false]);
    expect(await watch(client, { binId: bins[0] ?? "" })).toMatchObject({ ok: true });
  });

  test("hold more than 200 connections", async () => {
    for (const client of clients.splice(0)) client.disconnect();
    const settled = await Promise.all(
      Array.from(
        { length: 210 },
        () =>
          new Promise<string>((resolve) => {
            const client = connect();
            client.once("connect", () => resolve("connected"));
            client.once("connect_error", () => resolve("refused"));
          }),
      ),
    );
    // Connections of the tests before may still be closing.
    const connected = settled.filter((outcome) => outcome === "connected").length;
    expect(connected).toBeLessThanOrEqual(200);
    expect(connected).toBeGreaterThan(150);
    for (const client of clients.splice(0)) client.disconnect();
    await expect
      .poll(
        () =>
          new Promise((resolve) => {
            const client = connect();
            client.once("connect", () => resolve("connected"));
            client.once("connect_error", () => resolve("refused"));
          }),
      )
      .toBe("connected");
  });
});
