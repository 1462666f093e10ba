import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { startPlainNext } from "#tests/support/plain-next.ts";
import { discardServer, startServer } from "#tests/support/server.ts";

const DOORS = {
  "the raw door": async () => {
    const server = await startServer();
    return { origin: server.origin, stop: () => discardServer(server) };
  },
  "the Next.js route door": startPlainNext,
};

// What both doors must keep. What only the raw one can is in capture-wire.test.ts.
describe.each(Object.entries(DOORS))("%s", (_name, start) => {
  let door: Awaited<ReturnType<typeof start>>;
  let bin: TestBin;
  beforeAll(async () => {
    door = await start();
    bin = await createTestBin(door.origin);
  });
  afterAll(() => door?.stop());

  async function capture(path: string, init: RequestInit) {
    const response = await fetch(`${door.origin}/in/${bin.slug}${path}`, init);
    const id = response.headers.get("hookglass-request-id");
    const stored = await callApi(door.origin, bin.ownerToken, "GET", `/requests/${id}`);
    return { response, stored: capturedRequestSchema.parse(stored.body) };
  }

  test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])("captures %s", async (method) => {
    const { response, stored } = await capture("/orders", { method });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true, id: stored.id });
    expect(stored).toMatchObject({ method, path: "/orders", binId: bin.id });
  });

  test("captures HEAD and answers it without a body", async () => {
    const { response, stored } = await capture("/", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(stored.method).toBe("HEAD");
  });

  test("answers a CORS preflight so that a browser app can post, and captures it", async () => {
    const { response, stored } = await capture("/", {
      method: "OPTIONS",
      headers: {
        "access-control-request-method": "PUT",
        "access-control-request-headers": "x-custom",
        origin: "https://app.example",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toBe("PUT");
    expect(response.headers.get("access-control-allow-headers")).toBe("x-custom");
    expect(stored.method).toBe("OPTIONS");
  });

  test("keeps every byte of a body that is not text", async () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
    const { stored } = await capture("/bin", { method: "POST", body: bytes });
    expect(stored.bodyBytes).toBe(1024);
    expect(Buffer.from(stored.bodyBase64 ?? "", "base64")).toEqual(Buffer.from(bytes));
  });

  test("keeps a gzip body compressed, as it was sent", async () => {
    const body = gzipSync('{"a":1}');
    const { stored } = await capture("/", {
      method: "POST",
      body,
      headers: { "content-encoding": "gzip", "content-type": "application/json" },
    });
    expect(Buffer.from(stored.bodyBase64 ?? "", "base64")).toEqual(body);
  });

  test("keeps an empty body empty", async () => {
    const { stored } = await capture("/empty", { method: "POST" });
    expect(stored).toMatchObject({ bodyBytes: 0, bodyBase64: "" });
  });

  test("keeps path and query undecoded", async () => {
    const { stored } = await capture("/a%2Fb/%C3%BC/?q=%00&q=2&empty=", { method: "POST" });
    expect(stored).toMatchObject({ path: "/a%2Fb/%C3%BC/", query: "q=%00&q=2&empty=" });
  });

  test("does not redirect a trailing slash away", async () => {
    const { response, stored } = await capture("/hook/", { method: "POST", redirect: "manual" });
    expect(response.status).toBe(200);
    expect(stored.path).toBe("/hook/");
  });

  test("refuses a body over the limit, naming the limit, and does not store it", async () => {
    const body = new Uint8Array(10 * 1024 * 1024 + 1);
    const response = await fetch(
      `${bin.captureUrl.replace(/^https?:\/\/[^/]+/, door.origin)}/big`,
      {
        method: "POST",
        body,
      },
    );
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { code: "too_large", maxBodyBytes: 10_485_760 },
    });
    const list = await callApi(
      door.origin,
      bin.ownerToken,
      "GET",
      `/bins/${bin.id}/requests?q=/big`,
    );
    expect(summariesSchema.parse(list.body).items).toEqual([]);
  });

  test("answers an unknown address with 404 and says what to do", async () => {
    const response = await fetch(`${door.origin}/in/${"a".repeat(26)}`, { method: "POST" });
    expect(response.status).toBe(404);
    const body = await response.json();
    expect(body.error.code).toBe("not_found");
    expect(body.error.message).toContain("Open Hookglass in a browser to get a new one");
  });
});
