import { createHmac } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type {
  ClientToServerEvents,
  ServerToClientEvents,
  WatchAnswer,
} from "#lib/realtime/events.ts";
import { callApi, createTestBin, type TestBin, testBinSchema } from "#tests/support/api.ts";
import { type CommandLine, hookglass, runHookglass } from "#tests/support/command-line.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

const summary = {
  ...{ id: z.string(), name: z.string(), hint: z.string() },
  ...{ createdAt: z.iso.datetime(), lastUsedAt: z.iso.datetime().nullable() },
};
const createdSchema = z.strictObject({ ...summary, token: z.string() });
const listSchema = z.strictObject({ items: z.array(z.strictObject(summary)) });
const diagnosisSchema = z.object({ diagnosis: z.unknown() });

let server: TestServer;
let bin: TestBin;
let receiver: Receiver;
let cli: CommandLine | undefined;
const clients: Client[] = [];
beforeAll(async () => {
  server = await startServer();
  receiver = await startReceiver();
});
beforeEach(async () => {
  bin = await createTestBin(server.origin);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await cli?.interrupt();
  cli = undefined;
});
afterAll(async () => {
  await receiver.close();
  await discardServer(server);
});

const as = (token: string, method: string, path: string, body?: unknown) =>
  callApi(server.origin, token, method, path, body);
const owner = (method: string, path: string, body?: unknown) =>
  as(bin.ownerToken, method, path, body);

async function make(input: Record<string, unknown> = {}) {
  const answer = await owner("POST", `/bins/${bin.id}/tokens`, input);
  expect(answer.status).toBe(201);
  return createdSchema.parse(answer.body);
}

async function list() {
  return listSchema.parse((await owner("GET", `/bins/${bin.id}/tokens`)).body).items;
}

async function capture(init: RequestInit = {}, captureUrl = bin.captureUrl): Promise<string> {
  const answer = await fetch(captureUrl, { method: "POST", ...init });
  return answer.headers.get("hookglass-request-id") ?? "";
}

function connect(token: string): Client {
  const options = { transports: ["websocket"], reconnection: false, forceNew: true };
  const extraHeaders = { authorization: `Bearer ${token}` };
  const client: Client = io(server.origin, { ...options, extraHeaders });
  clients.push(client);
  return client;
}

const watch = (client: Client, binId = bin.id): Promise<WatchAnswer> =>
  client.timeout(5_000).emitWithAck("bin:watch", { binId });

describe("an API token", () => {
  test("is told once, and listed by its last characters", async () => {
    const made = await make({ name: "  laptop " });
    expect(made.token).toMatch(/^hgt_[\w-]{43}$/);
    expect(made).toMatchObject({ name: "laptop", hint: made.token.slice(-4), lastUsedAt: null });
    const unnamed = await make();
    expect(unnamed.name).toBe("API token");
    const [first, second] = await list();
    expect([first?.id, second?.id]).toEqual([unnamed.id, made.id]);
    expect(JSON.stringify(await list())).not.toContain(made.token.slice(4, -4));
  });

  test.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(81) }, "name"],
    [{ name: 1 }, "name"],
    [{ label: "laptop" }, ""],
  ])("is not made from %j", async (input, path) => {
    const answer = await owner("POST", `/bins/${bin.id}/tokens`, input);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: "invalid_input", issues: [{ path }] } });
  });

  test("works with its bin", async () => {
    const { token } = await make();
    const requestId = await capture({ body: "exact" });
    expect((await as(token, "GET", `/bins/${bin.id}`)).body).toMatchObject({ id: bin.id });
    expect((await as(token, "GET", "/bins")).body).toMatchObject({ items: [{ id: bin.id }] });
    expect((await as(token, "GET", `/bins/${bin.id}/requests`)).body).toMatchObject({
      items: [{ id: requestId }],
    });
    expect((await as(token, "GET", `/requests/${requestId}`)).body).toMatchObject({
      redacted: false,
    });
    const calls = [
      ["PATCH", `/bins/${bin.id}`, { name: "renamed" }, 200],
      ["PUT", `/bins/${bin.id}/signature`, { scheme: "github", secrets: ["a-secret"] }, 200],
      ["POST", `/bins/${bin.id}/samples`, { kind: "test" }, 201],
      ["POST", `/requests/${requestId}/deliveries`, { target: "http://10.0.0.1/" }, 202],
      ["DELETE", `/requests/${requestId}`, undefined, 204],
      ["DELETE", `/bins/${bin.id}/requests`, undefined, 200],
    ] as const;
    for (const [method, path, body, status] of calls) {
      expect([method, path, (await as(token, method, path, body)).status]).toEqual([
        ...[method, path, status],
      ]);
    }
  });

  test("opens no other bin, nor another of the same owner", async () => {
    const { id, token } = await make();
    const stranger = await createTestBin(server.origin);
    const second = testBinSchema.parse((await owner("POST", "/bins")).body);
    for (const other of [stranger, second]) {
      const theirs = await capture({}, other.captureUrl);
      for (const path of [`/bins/${other.id}`, `/bins/${other.id}/tokens`, `/requests/${theirs}`]) {
        expect((await as(token, "GET", path)).status).toBe(404);
      }
      expect(await watch(connect(token), other.id)).toMatchObject({ ok: false });
    }
    expect((await as(stranger.ownerToken, "DELETE", `/tokens/${id}`)).body).toEqual(
      (await as(stranger.ownerToken, "DELETE", "/tokens/abcdefghijklmnopqrst")).body,
    );
    expect(await list()).toHaveLength(1);
  });

  test("may not delete the bin, or let anybody else in", async () => {
    const { id, token } = await make();
    const share = z
      .object({ id: z.string() })
      .parse((await owner("POST", `/bins/${bin.id}/shares`, {})).body);
    for (const [method, path] of [
      ["DELETE", `/bins/${bin.id}`],
      ["GET", `/bins/${bin.id}/tokens`],
      ["POST", `/bins/${bin.id}/tokens`],
      ["DELETE", `/tokens/${id}`],
      ["GET", `/bins/${bin.id}/shares`],
      ["POST", `/bins/${bin.id}/shares`],
      ["DELETE", `/shares/${share.id}`],
    ] as const) {
      const answer = await as(token, method, path);
      expect([method, path, answer.status]).toEqual([method, path, 403]);
      expect(answer.body).toMatchObject({ error: { message: expect.stringMatching(/owner$/) } });
    }
    expect(await list()).toHaveLength(1);
  });

  test("does not learn of the owner's other secrets", async () => {
    const { token } = await make();
    const second = testBinSchema.parse((await owner("POST", "/bins", { name: "Shop" })).body);
    const signature = (secret: string) => ({ scheme: "github", secrets: [secret] });
    await owner("PUT", `/bins/${second.id}/signature`, signature("of-the-other-bin"));
    await owner("PUT", `/bins/${bin.id}/signature`, signature("wrong-here"));
    const digest = createHmac("sha256", "of-the-other-bin").update("{}").digest("hex");
    const headers = { "x-hub-signature-256": `sha256=${digest}` };
    const path = `/requests/${await capture({ headers, body: "{}" })}/diagnosis`;
    expect(JSON.stringify((await owner("POST", path)).body)).toContain("Shop");
    const { diagnosis } = diagnosisSchema.parse((await as(token, "POST", path)).body);
    expect(diagnosis).toBeNull();
  });

  test("is one of at most ten, also when many are asked for at once", async () => {
    const asked = await Promise.all(
      Array.from({ length: 14 }, () => owner("POST", `/bins/${bin.id}/tokens`)),
    );
    const refused = asked.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({
      status: 409,
      body: { error: { message: "A bin has at most 10 API tokens: revoke one first" } },
    });
    const [oldest] = await list();
    expect((await owner("DELETE", `/tokens/${oldest?.id}`)).status).toBe(204);
    await make();
  });

  test("opens nothing any more when it is revoked, also for who is watching", async () => {
    const { id, token } = await make();
    const kept = await make();
    const [client, other] = [connect(token), connect(kept.token)];
    expect(await watch(client)).toMatchObject({ ok: true });
    expect(await watch(other)).toMatchObject({ ok: true });
    const pushed = new Promise((resolve) => client.once("requests:captured", resolve));
    const requestId = await capture();
    expect(await pushed).toMatchObject({ binId: bin.id, items: [{ id: requestId }] });

    const ended = new Promise((resolve) => client.once("disconnect", resolve));
    expect((await owner("DELETE", `/tokens/${id}`)).status).toBe(204);
    expect(await ended).toBe("io server disconnect");
    expect(await watch(connect(token))).toMatchObject({ ok: false });
    expect((await as(token, "GET", `/bins/${bin.id}`)).status).toBe(404);
    expect((await owner("DELETE", `/tokens/${id}`)).status).toBe(404);
    expect(other.connected).toBe(true);
    expect((await as(kept.token, "GET", `/bins/${bin.id}`)).status).toBe(200);
  });

  test("goes with its bin", async () => {
    const { token } = await make();
    await owner("DELETE", `/bins/${bin.id}`);
    expect((await as(token, "GET", `/bins/${bin.id}`)).status).toBe(404);
    expect((await as(token, "GET", "/bins")).body).toEqual({ items: [] });
  });

  test("tells when it was used", async () => {
    const { token } = await make();
    const before = Date.now();
    await as(token, "GET", `/bins/${bin.id}`);
    await expect.poll(async () => (await list())[0]?.lastUsedAt).not.toBeNull();
    const usedAt = Date.parse((await list())[0]?.lastUsedAt ?? "");
    expect(usedAt).toBeGreaterThanOrEqual(before);
    await as(token, "GET", `/bins/${bin.id}`);
    expect(Date.parse((await list())[0]?.lastUsedAt ?? "")).toBe(usedAt);
  });
});

describe("hookglass with an API token", () => {
  test.each(["inspectUrl", "captureUrl", "id"] as const)(
    "listens to a bin named by its %s, until the token is revoked",
    async (naming) => {
      const { id, token } = await make();
      const env = { HOOKGLASS_TOKEN: token, HOOKGLASS_SERVER: server.origin };
      const path = `/${naming}`;
      cli = runHookglass(["listen", bin[naming], "--to", receiver.origin], { env });
      await cli.line(/^Listening:/, "stderr");
      await fetch(bin.captureUrl + path, { method: "POST", body: "hello" });
      expect(await cli.line(/POST/)).toContain(path);
      const sent = receiver.received.find(({ url }) => url === path);
      expect(sent?.body.toString()).toBe("hello");
      await owner("DELETE", `/tokens/${id}`);
      expect(await cli.ended).toBe(1);
      expect(cli.lines("stderr").at(-1)).toMatch(/is no longer this token’s\.$/);
    },
  );

  test("says where to make one when it is missing, odd or unknown", async () => {
    const revoked = await make();
    await owner("DELETE", `/tokens/${revoked.id}`);
    for (const [token, code] of [
      ["", 2],
      ["secret", 1],
      [revoked.token, 1],
    ] as const) {
      const env = { HOOKGLASS_TOKEN: token, HOOKGLASS_SERVER: server.origin };
      expect(await hookglass(["tail", bin.id], { env })).toMatchObject({
        code,
        stderr: expect.stringContaining("Make one on the bin's page: settings, Command line."),
      });
    }
  });
});
