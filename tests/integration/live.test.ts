import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Delivery } from "#lib/delivery/schema.ts";
import type {
  ClientToServerEvents,
  ServerToClientEvents,
  WatchAnswer,
  WatchBin,
} from "#lib/realtime/events.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

let server: TestServer;
let bin: TestBin;
const clients: Client[] = [];
beforeAll(async () => {
  // More is kept than is caught up with: how fast the ring is must not matter here.
  server = await startServer({ env: { HOOKGLASS_MAX_REQUESTS_PER_BIN: "5000" } });
  bin = await createTestBin(server.origin);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});
afterAll(() => discardServer(server));

function connect(headers: Record<string, string>): Client {
  const client: Client = io(server.origin, {
    transports: ["websocket"],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  clients.push(client);
  return client;
}

const asOwner = () => connect({ authorization: `Bearer ${bin.ownerToken}` });
const watch = (client: Client, request: WatchBin): Promise<WatchAnswer> =>
  client.timeout(5_000).emitWithAck("bin:watch", request);

async function capture(path: string): Promise<string> {
  const response = await fetch(`${server.origin}/in/${bin.slug}${path}`, { method: "POST" });
  return response.headers.get("hookglass-request-id") ?? "";
}

/** Collects pushed ids until the last expected one has come. */
function pushedUntil(client: Client, lastId: () => string): Promise<string[]> {
  const ids: string[] = [];
  return new Promise((resolve) => {
    client.on("requests:captured", ({ items }) => {
      ids.push(...items.map((item) => item.id));
      if (ids.includes(lastId())) resolve(ids);
    });
  });
}

test("pushes a captured request to its owner as a summary without its body", async () => {
  const client = asOwner();
  const answer = await watch(client, { binId: bin.id });
  expect(answer).toMatchObject({ ok: true, reset: false });
  const pushed = new Promise((resolve) => client.once("requests:captured", resolve));
  const id = await capture("/live?x=1");
  expect(await pushed).toMatchObject({
    binId: bin.id,
    cursor: id,
    items: [{ id, method: "POST", path: "/live", bodyBytes: 0, replyStatus: 200, pinned: false }],
  });
});

test.each([
  ["nobody", {}],
  ["another owner", { authorization: "Bearer hgo_somebody-else" }],
])("lets %s watch nothing", async (_who, headers) => {
  expect(await watch(connect(headers), { binId: bin.id })).toEqual({
    ok: false,
    error: "There is no such bin, or it is not yours",
  });
});

test("the capture address grants no watching", async () => {
  expect(await watch(connect({}), { binId: bin.slug })).toMatchObject({ ok: false });
});

test("refuses a page of another site before it is connected", async () => {
  const client = connect({ origin: "https://evil.example" });
  const error = await new Promise<Error>((resolve) => client.once("connect_error", resolve));
  expect(error.message).toContain("websocket error");
});

test("answers a malformed watch instead of failing", async () => {
  const answer = await asOwner()
    .timeout(5_000)
    .emitWithAck("bin:watch", { binId: bin.id, since: "yesterday" });
  expect(answer).toEqual({ ok: false, error: "binId, shareToken or since is malformed" });
});

test("sends what was missed since the cursor, oldest first, each once", async () => {
  const since = await capture("/seen");
  const missed = [await capture("/1"), await capture("/2"), await capture("/3")];
  const client = asOwner();
  const pushed = pushedUntil(client, () => missed.at(-1) ?? "");
  expect(await watch(client, { binId: bin.id, since })).toEqual({
    ok: true,
    cursor: missed.at(-1),
    reset: false,
  });
  expect(await pushed).toEqual(missed);
});

test("asks for the page to be read again when more than 500 were missed", async () => {
  const since = await capture("/before");
  await Promise.all(Array.from({ length: 501 }, () => capture("/many")));
  expect(await watch(asOwner(), { binId: bin.id, since })).toMatchObject({ ok: true, reset: true });
});

test("coalesces a burst into few messages and drops none", async () => {
  const client = asOwner();
  await watch(client, { binId: bin.id });
  const seen: string[] = [];
  let messages = 0;
  client.on("requests:captured", ({ items }) => {
    messages += 1;
    seen.push(...items.map((item) => item.id));
  });
  const ids = await Promise.all(Array.from({ length: 300 }, () => capture("/burst")));
  await expect.poll(() => ids.filter((id) => !seen.includes(id)), { timeout: 10_000 }).toEqual([]);
  expect(seen).toHaveLength(new Set(seen).size);
  expect(messages).toBeLessThan(100);
});

test("puts out whoever watches through a share link the moment it is revoked", async () => {
  const created = await callApi(
    server.origin,
    bin.ownerToken,
    "POST",
    `/bins/${bin.id}/shares`,
    {},
  );
  const { id, token } = created.body as { id: string; token: string };
  const client = connect({});
  expect(await watch(client, { binId: bin.id, shareToken: token })).toMatchObject({ ok: true });
  const ended = new Promise((resolve) => client.once("disconnect", resolve));
  await callApi(server.origin, bin.ownerToken, "DELETE", `/shares/${id}`);
  expect(await ended).toBe("io server disconnect");
});

test("tells the owner of deliveries, and readers of a share link nothing of them", async () => {
  const call = (method: string, path: string, body: unknown) =>
    callApi(server.origin, bin.ownerToken, method, path, body);
  const { token } = (await call("POST", `/bins/${bin.id}/shares`, {})).body as { token: string };
  const [owner, reader] = [asOwner(), connect({})];
  const toReader: string[] = [];
  reader.onAny((event: string) => void toReader.push(event));
  await watch(owner, { binId: bin.id });
  expect(await watch(reader, { binId: bin.id, shareToken: token })).toMatchObject({ ok: true });

  const finished = new Promise<Delivery>((resolve) => {
    owner.on("delivery:updated", ({ delivery }) => {
      if (delivery.finishedAt !== null) resolve(delivery);
    });
  });
  const requestId = await capture("/resent");
  const target = "http://10.0.0.1/";
  expect((await call("POST", `/requests/${requestId}/deliveries`, { target })).status).toBe(202);
  expect(await finished).toMatchObject({ requestId, target, state: "failed" });

  // What comes later arrives: the delivery did not just take longer.
  const later = new Promise<void>((resolve) => {
    reader.on("requests:captured", ({ items }) => {
      if (items.some(({ path }) => path === "/later")) resolve();
    });
  });
  await capture("/later");
  await later;
  expect(toReader).toContain("requests:captured");
  expect(toReader).not.toContain("delivery:updated");
});

test("tells watchers that their bin was deleted", async () => {
  const doomed = await createTestBin(server.origin);
  const client = connect({ authorization: `Bearer ${doomed.ownerToken}` });
  await watch(client, { binId: doomed.id });
  const told = new Promise((resolve) => client.once("bin:deleted", resolve));
  await callApi(server.origin, doomed.ownerToken, "DELETE", `/bins/${doomed.id}`);
  expect(await told).toEqual({ binId: doomed.id });
});
