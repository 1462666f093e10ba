import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { HeaderList } from "#lib/http/headers.ts";
import { idTimeMs } from "#lib/ids.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type CommandLine, hookglass, runHookglass } from "#tests/support/command-line.ts";
import { sendRaw } from "#tests/support/raw-http.ts";
import { type Receiver, startReceiver } from "#tests/support/receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const idSchema = z.object({ id: z.string() });
const deliverySchema = z.looseObject({
  ...{ id: z.string(), requestId: z.string(), state: z.string(), target: z.string() },
  ...{ origin: z.string(), lastStatus: z.number().nullable(), lastError: z.string().nullable() },
});
const listSchema = z.object({ items: z.array(deliverySchema) });

let server: TestServer;
let bin: TestBin;
let receiver: Receiver;
let cli: CommandLine | undefined;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  bin = await createTestBin(server.origin);
  receiver = await startReceiver();
});
afterEach(async () => {
  await cli?.interrupt();
  cli = undefined;
  await receiver.close();
});
afterAll(() => discardServer(server));

const env = () => ({ HOOKGLASS_TOKEN: bin.ownerToken, HOOKGLASS_SERVER: server.origin });

/** Listens, and waits until what comes from now on is seen. */
async function listen(...args: string[]): Promise<CommandLine> {
  cli = runHookglass(["listen", bin.id, "--to", `${receiver.origin}/hooks`, ...args], {
    env: env(),
  });
  await cli.line(/^Listening:/, "stderr");
  return cli;
}

async function capture(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(bin.captureUrl + path, { method: "POST", ...init });
  return idSchema.parse(await response.json()).id;
}

async function deliveries() {
  const { body } = await callApi(
    ...([server.origin, bin.ownerToken, "GET", `/bins/${bin.id}/deliveries`] as const),
  );
  return listSchema.parse(body).items;
}

function eventually<Value>(check: () => Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 15_000, interval: 25 });
}

const names = (headers: HeaderList) => headers.map(([name]) => name);

describe("hookglass listen", () => {
  test("sends what is captured on as it came, and the delivery stands on the server", async () => {
    await listen();
    const body = Buffer.from([0, 1, 2, 0xff, 0xfe, 13, 10]);
    await sendRaw(
      server.origin,
      `PUT /in/${bin.slug}/a%20b//c?x=1&x=2 HTTP/1.1\r\nhost: bin\r\n`,
      "X-Second: 2\r\nx-first: 1\r\nX-SECOND: again\r\nX-Odd: \xe9\r\n",
      `Keep-Alive: 5\r\nX-Forwarded-For: 10.0.0.1\r\ncontent-length: ${body.length}\r\n\r\n`,
      body,
    );
    const line = await cli?.line(/PUT/);
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d {2}PUT {5}\/a%20b\/\/c\?x=1&x=2 {2}200 OK {2}[\d.]+ m?s$/,
    );
    const [sent] = receiver.received;
    expect(sent).toMatchObject({ method: "PUT", url: "/hooks/a%20b//c?x=1&x=2" });
    expect(sent?.body).toEqual(body);
    expect(names(sent?.headers ?? [])).toEqual([
      ...["host", "connection", "X-Second", "x-first", "X-SECOND", "X-Odd"],
      ...["Hookglass-Delivery-Id", "Hookglass-Attempt", "CDN-Loop", "content-length"],
    ]);
    const told = new Map(sent?.headers);
    expect(told.get("Hookglass-Attempt")).toBe("1");
    const [delivery] = await eventually(async () => {
      const found = await deliveries();
      expect(found).toHaveLength(1);
      return found;
    });
    expect(delivery).toMatchObject({
      ...{ id: told.get("Hookglass-Delivery-Id"), state: "succeeded", origin: "cli" },
      ...{ lastStatus: 200, target: `${receiver.origin}/hooks/a%20b//c?x=1&x=2` },
    });
    const whole = await callApi(
      ...([server.origin, bin.ownerToken, "GET", `/deliveries/${delivery?.id}`] as const),
    );
    expect(whole.body).toMatchObject({
      attempts: [{ response: { bodyBase64: Buffer.from("heard 1").toString("base64") } }],
    });
  });

  test("sends a body that does not fit into one JSON answer", async () => {
    await listen("--json");
    const body = Buffer.alloc(3 * 1024 * 1024, "0123456789abcdef\xff", "latin1");
    const requestId = await capture("/large", { body });
    expect(JSON.parse((await cli?.line(/large/)) ?? "")).toMatchObject({
      ...{ requestId, method: "POST", path: "/large", status: 200, error: null },
      ...{ target: `${receiver.origin}/hooks/large`, stage: "response" },
    });
    expect(receiver.received[0]?.body.equals(body)).toBe(true);
  });

  test("keeps the order of the captures", async () => {
    await listen();
    const paths = Array.from({ length: 40 }, (_, index) => `/${index}`);
    for (const path of paths) await capture(path);
    await receiver.count(40);
    expect(receiver.received.map(({ url }) => url)).toEqual(paths.map((path) => `/hooks${path}`));
    await eventually(async () => expect(await deliveries()).toHaveLength(40));
  });

  test("begins with the last ones when asked to, and sends what matches only", async () => {
    for (const path of ["/orders/1", "/other", "/orders/2"]) await capture(path, { body: "{}" });
    await listen("--last", "2", "--filter", "path:/orders", "--no-path", "--no-report");
    await cli?.line(/orders\/2/);
    await capture("/orders/3");
    await cli?.line(/orders\/3/);
    expect(receiver.received.map(({ url }) => url)).toEqual(["/hooks", "/hooks"]);
    expect(await deliveries()).toEqual([]);
  });

  test("begins after a moment", async () => {
    const before = await capture("/before");
    await eventually(async () => expect(Date.now()).toBeGreaterThan(idTimeMs(before)));
    const since = new Date().toISOString();
    await capture("/after");
    await listen("--since", since);
    await cli?.line(/after/);
    expect(receiver.received.map(({ url }) => url)).toEqual(["/hooks/after"]);
  });

  test("tells a failure and goes on", async () => {
    const gone = await startReceiver();
    await gone.close();
    cli = runHookglass(["listen", bin.captureUrl, "--to", gone.origin], { env: env() });
    await cli.line(/^Listening:/, "stderr");
    const sentence = `Connection refused by 127.0.0.1:${gone.port}: is your server running?`;
    await capture("/first");
    expect(await cli.line(/first/)).toContain(sentence);
    await capture("/second");
    expect(await cli.line(/second/)).toContain(sentence);
    const failed = await eventually(async () => {
      const found = await deliveries();
      expect(found).toHaveLength(2);
      return found;
    });
    expect(failed[0]).toMatchObject({ state: "failed", origin: "cli", lastError: sentence });
    expect(await cli.interrupt()).toBe(0);
    expect(cli.lines("stderr").at(-1)).toBe("2 requests sent: 0 succeeded, 2 did not.");
  });

  test("finishes what is under way when it is interrupted, and reports it", async () => {
    const [asked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = await startReceiver(async (_request, response) => {
      asked.resolve();
      await release.promise;
      response.writeHead(201);
    });
    cli = runHookglass(["listen", bin.inspectUrl, "--to", slow.origin], { env: env() });
    await cli.line(/^Listening:/, "stderr");
    await capture("/slow");
    await asked.promise;
    const ended = cli.interrupt();
    await cli.line(/^Finishing/, "stderr");
    release.resolve();
    expect(await ended).toBe(0);
    await slow.close();
    expect(cli.lines()).toEqual([expect.stringContaining("201 Created")]);
    expect(await deliveries()).toMatchObject([{ state: "succeeded", lastStatus: 201 }]);
  });

  test("ends with a sentence when the bin is deleted", async () => {
    await listen();
    await callApi(...([server.origin, bin.ownerToken, "DELETE", `/bins/${bin.id}`] as const));
    expect(await cli?.ended).toBe(1);
    expect(cli?.lines("stderr").at(-1)).toMatch(/^The bin “.+” was deleted, or is no longer/);
  });
});

describe("hookglass listen ends at once, with a sentence,", () => {
  const run = (args: string[], more: Record<string, string> = {}) =>
    hookglass(["listen", ...args], { env: { ...env(), ...more } });

  test("for a token of somebody else's", async () => {
    const stranger = await createTestBin(server.origin);
    expect(
      await run([bin.id, "--to", receiver.origin], { HOOKGLASS_TOKEN: stranger.ownerToken }),
    ).toMatchObject({ code: 1, stderr: expect.stringContaining(`There is no bin ${bin.id} at`) });
  });

  test.each([
    ["an unknown token", `hgo_${"0".repeat(43)}`, 1, "The token is not known at http"],
    ["what is no token", "secret", 1, "The token is none of Hookglass's"],
    ["no token", "", 2, "Who are you?"],
  ])("for %s", async (_what, token, code, sentence) => {
    const end = await run([bin.id, "--to", receiver.origin], { HOOKGLASS_TOKEN: token });
    expect(end).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(sentence) });
    expect(end.stderr.split("\n")).toHaveLength(1);
  });

  test("for a bin that is not there", async () => {
    const other = "abcdefghijklmnopqrst";
    expect(await run([other, "--to", receiver.origin])).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining(`There is no bin ${other} at`) },
    });
  });

  test("for a server that is not there", async () => {
    const gone = await startReceiver();
    await gone.close();
    const end = await run([bin.id, "--to", receiver.origin, "--server", gone.origin]);
    expect(end).toEqual({
      ...{ code: 1, stdout: "" },
      stderr: `No connection to ${gone.origin} (ECONNREFUSED): is Hookglass running there?`,
    });
  });

  test("for a server that is something else", async () => {
    const end = await run([bin.id, "--to", receiver.origin, "--server", receiver.origin]);
    expect(end).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining("does not answer as Hookglass does") },
    });
  });
});
