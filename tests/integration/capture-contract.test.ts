import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { startPlainNext } from "#tests/support/plain-next.ts";
import { sendRaw } from "#tests/support/raw-http.ts";
import { discardServer, startServer } from "#tests/support/server.ts";

const DOORS = {
  "the raw door": {
    fidelity: "wire",
    start: async () => {
      const server = await startServer();
      return { origin: server.origin, stop: () => discardServer(server) };
    },
  },
  "the Next.js route door": { fidelity: "normalized", start: startPlainNext },
};

/** A body that is a stream needs it; the type of fetch does not know it yet. */
const HALF = { duplex: "half" };

// What both doors must keep. What only the raw one can is in capture-wire.test.ts.
describe.each(Object.entries(DOORS))("%s", (_name, { start, fidelity }) => {
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

  test("says how true to the wire a request is, and keeps every value of a repeated header", async () => {
    const headers = [
      ["X-Twice", "1"],
      ["x-twice", "2"],
      ["X-Odd-CASE", "yes"],
    ] satisfies [string, string][];
    const { response, stored } = await capture("/", { method: "POST", headers });
    expect(response.status).toBe(200);
    expect(stored.fidelity).toBe(fidelity);
    const named = (name: string) =>
      stored.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
    expect(named("x-twice").join(", ")).toBe("1, 2");
    expect(named("x-odd-case")).toEqual(["yes"]);
  });

  test("joins the chunks of a body that comes without a length", async () => {
    const parts = ["one ", "two ", "üñí 🦉"];
    const body = new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(Buffer.from(part));
        controller.close();
      },
    });
    const { stored } = await capture("/", { method: "POST", body, ...HALF });
    expect(Buffer.from(stored.bodyBase64 ?? "", "base64").toString()).toBe(parts.join(""));
  });

  test("keeps names and words of every language, spelled as addresses spell them", async () => {
    const { stored } = await capture("/grüße/世界?stadt=Köln", { method: "POST" });
    expect(stored.path).toBe("/gr%C3%BC%C3%9Fe/%E4%B8%96%E7%95%8C");
    expect(stored.query).toBe("stadt=K%C3%B6ln");
  });

  test("stops reading a body without a length at the limit", async () => {
    let sent = 0;
    const chunk = Buffer.alloc(256 * 1024, "x");
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= 20 * 1024 * 1024) return controller.close();
        sent += chunk.length;
        controller.enqueue(chunk);
      },
    });
    const response = await fetch(`${door.origin}/in/${bin.slug}/endless`, {
      ...{ method: "POST", body, ...HALF },
    });
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  test("a browser app may read its answers, also refusals", async () => {
    const origin = { origin: "https://app.example" };
    for (const slug of [bin.slug, "a".repeat(26)]) {
      const answer = await fetch(`${door.origin}/in/${slug}`, { method: "POST", headers: origin });
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
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

// Facts about Next.js, so that what the documentation says of the route door stays true.
describe("what never reaches the Next.js route door", () => {
  let door: Awaited<ReturnType<typeof startPlainNext>>;
  beforeAll(async () => {
    door = await startPlainNext();
  });
  afterAll(() => door?.stop());

  test("the query as it was written", async () => {
    const bin = await createTestBin(door.origin);
    const sent = await fetch(`${door.origin}/in/${bin.slug}?empty&a=b?c`, { method: "POST" });
    const id = sent.headers.get("hookglass-request-id");
    const stored = await callApi(door.origin, bin.ownerToken, "GET", `/requests/${id}`);
    expect(capturedRequestSchema.parse(stored.body).query).toBe("empty=&a=b%3Fc");
  });

  test.each([
    ["POST", "//twice", 308],
    ["POST", "/%zz", 500],
    ["PROPFIND", "/", 400],
    ["TRACE", "/", 500],
  ])("%s …%s is answered %i", async (method, path, status) => {
    const bin = await createTestBin(door.origin);
    const head = `${method} /in/${bin.slug}${path} HTTP/1.1\r\nHost: x\r\n`;
    const answer = await sendRaw(
      door.origin,
      `${head}Content-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    expect(answer.status).toBe(status);
    const list = await callApi(door.origin, bin.ownerToken, "GET", `/bins/${bin.id}/requests`);
    expect(summariesSchema.parse(list.body).items).toEqual([]);
  });
});
