import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { binDetailSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let bin: TestBin;
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
});
afterAll(async () => {
  // Whatever was thrown at it, nothing was a surprise.
  expect(server.log()).not.toContain("a route failed");
  await discardServer(server);
});

const owner = (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

const send = (path: string, init: RequestInit) =>
  fetch(`${server.origin}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${bin.ownerToken}`, ...init.headers },
  });

describe("ids that nothing can have", () => {
  test.each([
    ["GET", "/bins/%00"],
    ["GET", "/bins/constructor/requests"],
    ["GET", `/bins/${"x".repeat(8_000)}`],
    ["GET", "/requests/%00"],
    ["GET", "/requests/00000000-0000-0000-0000-000000000000%00"],
    ["GET", "/requests/__proto__/body"],
    ["GET", "/deliveries/1"],
    ["DELETE", "/shares/%00"],
    ["DELETE", "/shares/%F0%9F%92%A9"],
  ])("%s %s is 404", async (method, path) => {
    const answer = await owner(method, path);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { code: "not_found" } });
  });
});

describe("what cannot be read", () => {
  test.each([
    ["nothing that is JSON", "name=x", "The body is not JSON"],
    ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22]), "The body is not UTF-8 text"],
    ["half a document", '{"name":', "The body is not JSON"],
  ])("%s", async (_what, body, message) => {
    const answer = await send(`/bins/${bin.id}`, { method: "PATCH", body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_input", message } });
  });

  test.each([
    ["no object", "null"],
    ["a list", "[]"],
    ["an inherited name", '{"__proto__":{"name":"x"}}'],
    ["a name of every object", '{"constructor":{"prototype":{"name":"x"}}}'],
    ["brackets 100,000 deep", "[".repeat(100_000) + "]".repeat(100_000)],
  ])("%s", async (_what, body) => {
    const answer = await send(`/bins/${bin.id}`, { method: "PATCH", body });
    expect(answer.status).toBe(400);
  });

  test("text that PostgreSQL cannot hold is refused by the name of its field", async () => {
    for (const odd of ["a\0b", "a\ud800b", "\udc00"]) {
      const answer = await owner("PATCH", `/bins/${bin.id}`, { name: odd });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { issues: [{ path: "name" }] } });
      const options = { header: "x-signature", prefix: odd };
      const setting = { scheme: "generic-hmac", secrets: ["a secret"], options };
      expect((await owner("PUT", `/bins/${bin.id}/signature`, setting)).status).toBe(400);
    }
    expect((await owner("PATCH", `/bins/${bin.id}`, { name: "\\u0000 🦉" })).status).toBe(200);
  });

  test.each([
    "limit=-1",
    "limit=0",
    "limit=1e9",
    "limit=NaN",
    "cursor=1",
    "q=%00",
    `q=${"x".repeat(201)}`,
  ])("the query %s", async (query) => {
    const answer = await owner("GET", `/bins/${bin.id}/requests?${query}`);
    expect(answer.status).toBe(400);
    const [name] = query.split("=");
    expect(answer.body).toMatchObject({ error: { issues: [{ path: name }] } });
  });

  test("a thousand mistakes are told fifty times", async () => {
    const headers = Array.from({ length: 1_000 }, () => ["bad name", "x"]);
    const id = "00000000-0000-7000-8000-000000000000";
    const target = "http://example.com/";
    await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST" });
    const list = await owner("GET", `/bins/${bin.id}/requests`);
    const [item] = (list.body as { items: { id: string }[] }).items;
    const answer = await owner("POST", `/requests/${item?.id ?? id}/deliveries`, {
      target,
      headers,
    });
    expect(answer.status).toBe(400);
    expect((answer.body as { error: { issues: unknown[] } }).error.issues).toHaveLength(50);
  });
});

describe("too much", () => {
  const large = (bytes: number) => JSON.stringify({ name: "x".repeat(bytes) });

  test("is refused by its announced length", async () => {
    const answer = await send(`/bins/${bin.id}`, { method: "PATCH", body: large(300_000) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({
      error: { code: "too_large", message: "This call takes bodies of up to 256 KiB" },
    });
  });

  test("is refused while it comes in, when no length is announced", async () => {
    // A stream needs it; the type of fetch does not know it yet.
    const half = { duplex: "half" };
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, "x");
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= 200 * 1024 * 1024) return controller.close();
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const answer = await send(`/bins/${bin.id}`, { method: "PATCH", body, ...half });
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(150 * 1024 * 1024);
  });

  test("is not what carries a body of the largest size that is captured", async () => {
    const bodyBase64 = Buffer.alloc(10 * 1024 * 1024, 1).toString("base64");
    const request = { method: "POST", url: "/", headers: [], bodyBase64 };
    const checked = { scheme: "github", secrets: ["a secret"], request };
    const answer = await callApi(server.origin, null, "POST", "/verify", checked);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: "failed", cause: "missing_header" });
    request.bodyBase64 += "AAAA".repeat(500_000);
    expect((await callApi(server.origin, null, "POST", "/verify", checked)).status).toBe(413);
  });
});

describe("calls that lose a race against a deletion", () => {
  test("are answered 404, or had come first", async () => {
    for (let round = 0; round < 8; round += 1) {
      const doomed = await createTestBin(server.origin);
      const as = (method: string, path: string, body?: unknown) =>
        callApi(server.origin, doomed.ownerToken, method, path, body);
      const captured = await fetch(`${server.origin}/in/${doomed.slug}`, { method: "POST" });
      const requestId = captured.headers.get("hookglass-request-id");
      const answers = await Promise.all([
        as("PATCH", `/bins/${doomed.id}`, { name: "renamed" }),
        as("PUT", `/bins/${doomed.id}/signature`, { scheme: "github", secrets: ["s"] }),
        as("POST", `/bins/${doomed.id}/shares`, {}),
        as("PATCH", `/requests/${requestId}`, { pinned: true }),
        as("DELETE", `/bins/${doomed.id}`),
        as("DELETE", `/bins/${doomed.id}`),
        as("POST", `/bins/${doomed.id}/shares`, {}),
        as("PATCH", `/requests/${requestId}`, { pinned: true }),
        as("POST", `/requests/${requestId}/deliveries`, { target: "http://127.0.0.1:1/" }),
        as("PUT", `/bins/${doomed.id}/signature`, { scheme: "github", secrets: ["s"] }),
      ]);
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => ![200, 201, 202, 204, 404].includes(status))).toEqual([]);
    }
  });

  test("a bin deleted while it captures takes its requests with it, and no error is seen", async () => {
    const doomed = await createTestBin(server.origin);
    const post = () => fetch(`${server.origin}/in/${doomed.slug}`, { method: "POST" });
    const captures = Promise.all(Array.from({ length: 100 }, post));
    await callApi(server.origin, doomed.ownerToken, "DELETE", `/bins/${doomed.id}`);
    const statuses = new Set((await captures).map(({ status }) => status));
    expect([...statuses].filter((status) => status !== 200 && status !== 404)).toEqual([]);
    expect((await post()).status).toBe(404);
  });
});

test("a page that is not there is 404, whatever its address is made of", async () => {
  for (const path of ["/bins/%00", "/bins/%zz", "/s/%00", "/%E0%A4%A", "/api/v1/bins/%zz"]) {
    const answer = await fetch(server.origin + path);
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, path !== "/s/%00"]);
  }
});

test("only the address that the settings name is written into links", async () => {
  const { sendRaw } = await import("#tests/support/raw-http.ts");
  const created = await sendRaw(
    server.origin,
    "POST /api/v1/bins HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nContent-Length: 0\r\n\r\n",
  );
  expect(created.status).toBe(201);
  expect(created.body).toContain(`"captureUrl":"${server.origin}/in/`);
  expect(created.body).not.toContain("evil.example");
});

test("a name that every object has is an ordinary name", async () => {
  const renamed = await owner("PATCH", `/bins/${bin.id}`, { name: "__proto__" });
  expect(binDetailSchema.parse(renamed.body).name).toBe("__proto__");
  const path = "/__proto__?constructor=1&__proto__[x]=y";
  const captured = await fetch(`${server.origin}/in/${bin.slug}${path}`, {
    method: "POST",
    headers: { __proto__x: "1", constructor: "2" },
  });
  const id = captured.headers.get("hookglass-request-id");
  const stored = await owner("GET", `/requests/${id}`);
  expect(stored.body).toMatchObject({ path: "/__proto__", query: "constructor=1&__proto__[x]=y" });
});
