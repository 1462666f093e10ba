import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const targetSchema = z.looseObject({
  id: z.string(),
  state: z.string(),
  counts: z.object({ succeeded: z.number(), pending: z.number(), dead: z.number() }),
});
const deliverySchema = z.looseObject({
  id: z.string(),
  state: z.string(),
  attemptCount: z.number(),
  attempts: z.array(z.looseObject({ number: z.number() })),
});
const pageSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      ...{ id: z.string(), state: z.string(), requestId: z.string() },
      targetId: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
const idSchema = z.object({ id: z.string() });

let server: TestServer;
let receiver: Server;
let target: string;
let status = 200;
const received: string[] = [];
let bin: TestBin;
let stranger: TestBin;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    received.push(request.url ?? "");
    response.writeHead(status).end("ok");
    request.resume();
  });
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  server = await startServer({ env: { HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8" } });
  bin = await createTestBin(server.origin);
  stranger = await createTestBin(server.origin);
});

afterEach(() => {
  status = 200;
});

afterAll(async () => {
  await discardServer(server);
  receiver.close();
  receiver.closeAllConnections();
});

const call = (method: string, path: string, body?: unknown, token = bin.ownerToken) =>
  callApi(server.origin, token, method, path, body);

async function capture(path = "", headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${bin.captureUrl}${path}`, { method: "POST", body: "{}", headers });
  return idSchema.parse(await response.json()).id;
}

function eventually<Value>(check: () => Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 15_000, interval: 25 });
}

async function listed(query: string) {
  const { body } = await call("GET", `/bins/${bin.id}/deliveries${query}`);
  return pageSchema.parse(body);
}

describe("a saved target", () => {
  test("takes new captures by itself, and shows what it did", async () => {
    const made = await call("POST", `/bins/${bin.id}/targets`, {
      ...{ name: "Orders", url: target, filter: "path:/orders", appendPath: true },
      retry: { kind: "linear", everyMs: 100, attempts: 2 },
    });
    expect(made.status).toBe(201);
    const { id } = targetSchema.parse(made.body);
    const requestId = await capture("/orders/1");
    await capture("/other");
    const item = await eventually(async () => {
      const [first] = (await listed("?state=succeeded")).items;
      if (!first) throw new Error("none yet");
      return first;
    });
    expect(item.requestId).toBe(requestId);
    expect(received).toEqual(["/orders/1"]);
    expect((await listed("")).items).toHaveLength(1);
    const { body } = await call("GET", `/bins/${bin.id}/targets`);
    const { targets } = z.object({ targets: z.array(targetSchema) }).parse(body);
    expect(targets).toMatchObject([{ id, state: "running", counts: { succeeded: 1, pending: 0 } }]);
  });

  test("is refused with every problem named, and previewed before it is saved", async () => {
    const wrong = await call("POST", `/bins/${bin.id}/targets`, { name: "", url: "nowhere" });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      error: { code: "invalid_input", issues: [{ path: "name" }, { path: "url" }] },
    });
    const preview = await call("POST", "/targets/preview", { retry: { kind: "default" } });
    expect(preview.body).toMatchObject({ summary: "Last try in 1 d 3 h" });
  });

  test("A captured path cannot lead a forwarded request to another host.", async () => {
    const before = received.length;
    await capture("//evil.example/orders");
    await eventually(async () => expect(received.length).toBe(before + 1));
    expect(received.at(-1)).toBe("//evil.example/orders");
  });
});

describe("dead letters", () => {
  test("are listed, cancelled, retried and redriven", async () => {
    status = 500;
    await capture("/orders/dead");
    const dead = await eventually(async () => {
      const { body } = await call("GET", `/bins/${bin.id}/dead-letters`);
      const page = pageSchema
        .extend({ total: z.number(), groups: z.array(z.unknown()) })
        .parse(body);
      // What dies between counting and listing is listed but not counted yet.
      expect(body).toMatchObject({
        total: 1,
        maxPerBin: 1_000,
        groups: [{ reason: "http_500", label: "Answered 500", count: 1 }],
      });
      return page;
    });
    const all = await call("GET", "/dead-letters");
    expect(all.body).toMatchObject({ total: 1 });
    const theirs = await call("GET", "/dead-letters", undefined, stranger.ownerToken);
    expect(theirs.body).toMatchObject({ total: 0, items: [] });
    const id = dead.items[0]?.id ?? "";
    expect((await call("POST", `/deliveries/${id}/retry`)).status).toBe(200);
    await eventually(async () => {
      const { body } = await call("GET", `/deliveries/${id}`);
      expect(deliverySchema.parse(body)).toMatchObject({ state: "dead", attemptCount: 3 });
    });
    status = 200;
    const redrive = (which: object) => call("POST", `/bins/${bin.id}/dead-letters/redrive`, which);
    expect((await redrive({})).status).toBe(400);
    expect((await redrive({ targetId: "another" })).body).toEqual({ redriven: 0 });
    const { targetId } = dead.items[0] ?? {};
    const everywhere = { targetId, reason: "http_500" };
    const of = (token?: string) => call("POST", "/dead-letters/redrive", everywhere, token);
    expect((await of(stranger.ownerToken)).body).toEqual({ redriven: 0 });
    expect((await of()).body).toEqual({ redriven: 1 });
    await eventually(async () => {
      const { body } = await call("GET", `/deliveries/${id}`);
      expect(deliverySchema.parse(body)).toMatchObject({ state: "succeeded", attemptCount: 4 });
    });
    // What arrived cannot be called back.
    expect((await call("POST", `/deliveries/${id}/cancel`)).status).toBe(409);
  });

  test("are dismissed by cancelling them: they count as dead no more, and can be sent again.", async () => {
    status = 500;
    await capture("/orders/dismissed");
    const id = await eventually(async () => {
      const { body } = await call("GET", `/bins/${bin.id}/dead-letters`);
      const [first] = pageSchema.parse(body).items;
      if (!first) throw new Error("none yet");
      return first.id;
    });
    const cancelled = await call("POST", `/deliveries/${id}/cancel`);
    expect([cancelled.status, cancelled.body]).toMatchObject([200, { state: "cancelled" }]);
    const after = await call("GET", `/bins/${bin.id}/dead-letters`);
    expect(after.body).toMatchObject({ total: 0, items: [] });
    const nothing = await call("POST", `/bins/${bin.id}/dead-letters/redrive`, { all: true });
    expect(nothing.body).toEqual({ redriven: 0 });
    status = 200;
    expect((await call("POST", `/deliveries/${id}/retry`)).status).toBe(200);
    await eventually(async () => {
      const { body } = await call("GET", `/deliveries/${id}`);
      expect(deliverySchema.parse(body)).toMatchObject({ state: "succeeded", attemptCount: 3 });
    });
  });
});

test("An event that is captured many times at once goes once to a target that wants that.", async () => {
  const own = await createTestBin(server.origin);
  const add = (name: string, deliverOnce: boolean) =>
    call(
      ...(["POST", `/bins/${own.id}/targets`] as const),
      { name, url: `${target}/${name}`, deliverOnce },
      own.ownerToken,
    );
  for (const name of ["once-a", "once-b"]) expect((await add(name, true)).status).toBe(201);
  await add("each", false);
  const captureEvent = (event: string) =>
    fetch(own.captureUrl, { method: "POST", headers: { "X-GitHub-Delivery": event } });
  const events = Array.from({ length: 20 }, (_, index) => (index % 2 ? "first" : "second"));
  const answers = await Promise.all(events.map(captureEvent));
  expect(answers.every(({ status: answered }) => answered === 200)).toBe(true);
  const arrived = (path: string) => received.filter((url) => url === path).length;
  await eventually(async () => expect(arrived("/each")).toBe(20));
  await eventually(async () => {
    const { body } = await call("GET", `/bins/${own.id}/deliveries`, undefined, own.ownerToken);
    const { items } = pageSchema.parse(body);
    expect(items.map(({ state }) => state)).toEqual(Array(24).fill("succeeded"));
  });
  expect([arrived("/once-a"), arrived("/once-b")]).toEqual([2, 2]);
});

test("A bin says how many deliveries go out and how many dead ones it keeps.", async () => {
  const { body } = await call("GET", `/bins/${bin.id}`);
  expect(body).toMatchObject({ limits: { maxDeadLetters: 1_000, deliveriesPerMinute: null } });
});

describe("many at once", () => {
  test("A bulk resend and a lab run are started, followed and cancelled by id.", async () => {
    const { body } = await call("GET", `/bins/${bin.id}/targets`);
    const [saved] = z.object({ targets: z.array(targetSchema) }).parse(body).targets;
    const started = await call("POST", `/bins/${bin.id}/resends`, { targetIds: [saved?.id] });
    expect(started.status).toBe(202);
    const { id } = idSchema.parse(started.body);
    await eventually(async () => {
      const resend = await call("GET", `/resends/${id}`);
      expect(resend.body).toMatchObject({ state: "done", total: 5, counts: { succeeded: 5 } });
    });
    expect((await call("DELETE", `/resends/${id}`)).status).toBe(204);
    const requestId = await capture("/lab");
    const lab = await call("POST", `/requests/${requestId}/lab`, {
      ...{ target, times: 5, pattern: "at_once" },
    });
    const run = idSchema.parse(lab.body);
    await eventually(async () => {
      const { body: found } = await call("GET", `/lab/${run.id}`);
      expect(found).toMatchObject({
        state: "done",
        answers: [{ status: 200, count: 5 }],
        verdict: { idempotent: "likely" },
      });
    });
  });

  test("Captures of one event are one lineage.", async () => {
    const event = { "X-GitHub-Delivery": "72d3162e" };
    await capture("/hook", event);
    const second = await capture("/hook", event);
    const { body } = await call("GET", `/requests/${second}/lineage`);
    expect(body).toMatchObject({
      eventId: "x-github-delivery:72d3162e",
      from: "x-github-delivery",
      captures: [
        { gapMs: null },
        {
          requestId: second,
          sentence: expect.stringMatching(/^attempt 2 of the same event, .* after the first$/),
        },
      ],
      published: { provider: "GitHub" },
    });
  });
});

test("Strangers find nothing of it.", async () => {
  const { body } = await call("GET", `/bins/${bin.id}/targets`);
  const [saved] = z.object({ targets: z.array(targetSchema) }).parse(body).targets;
  const requestId = await capture("/private");
  const [delivery] = (await listed("")).items;
  const calls: [string, string, unknown?][] = [
    ["GET", `/bins/${bin.id}/targets`],
    ["POST", `/bins/${bin.id}/targets`, { name: "x", url: target }],
    ["PATCH", `/targets/${saved?.id}`, { name: "x" }],
    ["DELETE", `/targets/${saved?.id}`],
    ["GET", `/bins/${bin.id}/deliveries`],
    ["GET", `/deliveries/${delivery?.id}`],
    ["POST", `/deliveries/${delivery?.id}/retry`],
    ["POST", `/deliveries/${delivery?.id}/cancel`],
    ["GET", `/bins/${bin.id}/dead-letters`],
    ["GET", `/bins/${bin.id}/dead-letters/export`],
    ["POST", `/bins/${bin.id}/dead-letters/redrive`, { all: true }],
    ["POST", `/bins/${bin.id}/resends`, { targetIds: [saved?.id] }],
    ["GET", `/requests/${requestId}/lineage`],
    ["POST", `/requests/${requestId}/lab`, { target, times: 2, pattern: "at_once" }],
    ["POST", `/requests/${requestId}/deliveries`, { target }],
    ["GET", "/resends/019a0000-0000-7000-8000-000000000001"],
    ["DELETE", "/lab/019a0000-0000-7000-8000-000000000001"],
    ["GET", "/lab/not-an-id"],
  ];
  for (const [method, path, input] of calls) {
    const answer = await call(method, path, input, stranger.ownerToken);
    expect([path, answer.status]).toEqual([path, 404]);
  }
});

test("Whoever watches as the owner is told of deliveries, with their answers.", async () => {
  const socket: Socket = io(server.origin, {
    transports: ["websocket"],
    extraHeaders: { authorization: `Bearer ${bin.ownerToken}` },
  });
  const told = new Promise<{ delivery: { state: string } }>((done) => {
    socket.on("delivery:updated", (event) => {
      if (event.delivery.state === "succeeded") done(event);
    });
  });
  expect(await socket.emitWithAck("bin:watch", { binId: bin.id })).toMatchObject({ ok: true });
  await capture("/orders/live");
  expect(await told).toMatchObject({ binId: bin.id, delivery: { origin: "rule" } });
  socket.disconnect();
});
