import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { newRequestId } from "#lib/ids.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const idSchema = z.object({ id: z.string() });
const AT = "2026-11-25T08:00:00.000Z";

let server: TestServer;
let bin: TestBin;
let stranger: TestBin;
let requestId: string;
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
  stranger = await createTestBin(server.origin);
  const captured = await fetch(`${bin.captureUrl}/orders`, { method: "POST", body: "{}" });
  requestId = idSchema.parse(await captured.json()).id;
});
afterAll(() => discardServer(server));

const answer = {
  status: 200,
  headers: [["Content-Type", "text/plain"]],
  bodyBase64: Buffer.from("thanks").toString("base64"),
  truncated: false,
};

const attempt = {
  ...{ at: AT, durationMs: 12.5, stage: "response", error: null, response: answer },
  request: { method: "POST", headers: [["X-Event", "paid"]], bodyBytes: 2 },
};

const report = { origin: "cli", target: "http://localhost:3000/hooks", attempt };

function send(body: unknown, key: string | null = null, token = bin.ownerToken) {
  return fetch(`${server.origin}/api/v1/requests/${requestId}/deliveries/reported`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(key === null ? {} : { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
}

async function delivery(id: string) {
  return (await callApi(server.origin, bin.ownerToken, "GET", `/deliveries/${id}`)).body;
}

async function reported(body: unknown, key: string | null = null): Promise<string> {
  const response = await send(body, key);
  expect(response.status).toBe(201);
  return idSchema.parse(await response.json()).id;
}

describe("a reported delivery", () => {
  test("stands among the request's deliveries, finished, with its answer", async () => {
    const id = await reported(report);
    expect(await delivery(id)).toMatchObject({
      ...{ id, requestId, binId: bin.id, targetId: null, target: report.target },
      ...{ state: "succeeded", origin: "cli", attemptCount: 1, nextAttemptAt: null, reason: null },
      ...{ lastStatus: 200, lastError: null, finishedAt: expect.any(String) },
      attempts: [{ ...attempt, number: 1, request: { ...attempt.request, url: report.target } }],
    });
    const list = await callApi(
      ...([server.origin, bin.ownerToken, "GET", `/requests/${requestId}/deliveries`] as const),
    );
    expect(list.body).toMatchObject({ items: [{ id }] });
  });

  test("keeps the id that the target was told", async () => {
    const id = newRequestId();
    expect(await reported({ ...report, id })).toBe(id);
    expect(await reported({ ...report, id })).toBe(id);
    const other = { ...report, id, target: "http://localhost:3000/elsewhere" };
    expect((await send(other)).status).toBe(409);
  });

  test("that was answered with an error has failed, and is neither dead nor sent again", async () => {
    const response = { ...answer, status: 503 };
    const id = await reported({ ...report, attempt: { ...attempt, response } });
    expect(await delivery(id)).toMatchObject({
      ...{ state: "failed", reason: "http_503", lastError: "The target answered with 503" },
    });
    const dead = await callApi(
      ...([server.origin, bin.ownerToken, "GET", `/bins/${bin.id}/dead-letters`] as const),
    );
    expect(dead.body).toMatchObject({ total: 0 });
    const retry = await callApi(
      ...([server.origin, bin.ownerToken, "POST", `/deliveries/${id}/retry`] as const),
    );
    expect(retry).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
    expect(await delivery(id)).toMatchObject({ state: "failed", attemptCount: 1 });
  });

  test("that got no answer says why", async () => {
    const error = "Connection refused by localhost:3000: is your server running?";
    const ending = { stage: "connect", error, response: null };
    const id = await reported({ ...report, origin: "browser", attempt: { ...attempt, ...ending } });
    expect(await delivery(id)).toMatchObject({
      ...{ state: "failed", origin: "browser", reason: "connect", lastError: error },
      attempts: [ending],
    });
  });

  test("is told to whoever watches as the owner", async () => {
    const socket: Socket = io(server.origin, {
      transports: ["websocket"],
      extraHeaders: { authorization: `Bearer ${bin.ownerToken}` },
    });
    const told = new Promise<unknown>((done) => socket.on("delivery:updated", done));
    await socket.emitWithAck("bin:watch", { binId: bin.id });
    const id = await reported(report);
    expect(await told).toMatchObject({ binId: bin.id, delivery: { id, state: "succeeded" } });
    socket.disconnect();
  });
});

describe("the Idempotency-Key", () => {
  test("makes the same report the same delivery, also when both come at once", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => reported(report, "once")));
    expect(new Set(ids).size).toBe(1);
    expect(await reported(report, "once")).toBe(ids[0]);
    expect(await reported(report, "another")).not.toBe(ids[0]);
  });

  test("refuses another report", async () => {
    await reported(report, "taken");
    const other = { ...report, attempt: { ...attempt, durationMs: 9, at: "2026-11-25T09:00:00Z" } };
    const response = await send(other, "taken");
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { code: "conflict" } });
  });

  test("of a delivery that the server sends stands for that one", async () => {
    const path = `/api/v1/requests/${requestId}/deliveries`;
    const sent = await fetch(server.origin + path, {
      method: "POST",
      headers: { authorization: `Bearer ${bin.ownerToken}`, "idempotency-key": "theirs" },
      body: JSON.stringify({ target: "http://127.0.0.1:1/" }),
    });
    expect(sent.status).toBe(202);
    expect((await send(report, "theirs")).status).toBe(409);
  });
});

describe("what is refused", () => {
  test("strangers find no such request", async () => {
    const response = await send(report, null, stranger.ownerToken);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
  });

  test.each([
    ["origin", { ...report, origin: "rule" }],
    ["target", { ...report, target: "ftp://localhost/" }],
    ["id", { ...report, id: "018f1e2c-1111-4000-8000-000000000000" }],
    ["attempt.stage", { ...report, attempt: { ...attempt, stage: "guard" } }],
    ["attempt.stage", { ...report, attempt: { ...attempt, stage: "connect" } }],
    ["attempt.error", { ...report, attempt: { ...attempt, response: null } }],
    ["attempt.at", { ...report, attempt: { ...attempt, at: "today" } }],
    ["attempt.durationMs", { ...report, attempt: { ...attempt, durationMs: -1 } }],
    [
      "attempt.response.bodyBase64",
      { ...report, attempt: { ...attempt, response: { ...answer, bodyBase64: "x" } } },
    ],
    [
      "attempt.response.status",
      { ...report, attempt: { ...attempt, response: { ...answer, status: 99_999 } } },
    ],
    [
      "attempt.request.method",
      { ...report, attempt: { ...attempt, request: { ...attempt.request, method: "A B" } } },
    ],
  ])("a wrong %s", async (path, body) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    const { error } = z.object({ error: z.unknown() }).parse(await response.json());
    expect(error).toMatchObject({ code: "invalid_input", issues: [{ path }] });
  });

  const answered = (bytes: number) => {
    const bodyBase64 = Buffer.alloc(bytes).toString("base64");
    return { ...report, attempt: { ...attempt, response: { ...answer, bodyBase64 } } };
  };

  test("more of an answer than is kept", async () => {
    await reported(answered(128 * 1024));
    expect((await send(answered(128 * 1024 + 1))).status).toBe(400);
    expect((await send(answered(1024 * 1024))).status).toBe(413);
  });
});
