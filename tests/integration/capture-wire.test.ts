import { METHODS } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { binDetailSchema, capturedRequestSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type RawResponse, sendRaw } from "#tests/support/raw-http.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let bin: TestBin;
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
});
afterAll(() => discardServer(server));

/** Sends bytes whose `SLUG` stands for the bin's address and reads back what was stored. */
async function captureRaw(...parts: (string | Uint8Array)[]) {
  const bytes = parts.map((part) =>
    typeof part === "string" ? part.replaceAll("SLUG", `/in/${bin.slug}`) : part,
  );
  const response = await sendRaw(server.origin, ...bytes);
  return { response, stored: await storedBy(response) };
}

async function storedBy(response: RawResponse) {
  const id = response.headers.get("hookglass-request-id");
  const stored = await callApi(server.origin, bin.ownerToken, "GET", `/requests/${id}`);
  return capturedRequestSchema.parse(stored.body);
}

test("keeps headers in the order, case and repetition of the wire", async () => {
  const { stored } = await captureRaw(
    "POST SLUG HTTP/1.1\r\nHost: x\r\nx-ODD-case: 1\r\nX-B: first\r\nx-a: \xe9\r\nX-B: second\r\nContent-Length: 0\r\n\r\n",
  );
  expect(stored.fidelity).toBe("wire");
  expect(stored.headers.slice(0, 2)).toEqual([
    ["Host", "x"],
    ["x-ODD-case", "1"],
  ]);
  expect(stored.headers.filter(([name]) => name === "X-B")).toEqual([
    ["X-B", "first"],
    ["X-B", "second"],
  ]);
});

test("keeps trailers and joins the chunks of a chunked body", async () => {
  const { stored } = await captureRaw(
    "POST SLUG HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n",
    "5\r\nhello\r\n",
    "6\r\n world\r\n0\r\nX-Sum: abc\r\n\r\n",
  );
  expect(Buffer.from(stored.bodyBase64 ?? "", "base64").toString()).toBe("hello world");
  expect(stored.trailers).toEqual([["X-Sum", "abc"]]);
});

test.each(["//double//slash", "/%zz", "/a%2Fb", "/trailing/", "/?a=b?c&d=%", "/.."])(
  "keeps the target %s as it was sent",
  async (path) => {
    const { stored } = await captureRaw(`POST SLUG${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(stored.target).toBe(`/in/${bin.slug}${path}`);
  },
);

test("captures every method that node accepts", async () => {
  for (const method of METHODS.filter((name) => name !== "CONNECT")) {
    const { response, stored } = await captureRaw(
      `${method} SLUG HTTP/1.1\r\nHost: x\r\n\r\n`.replace(
        "\r\n\r\n",
        method === "HEAD" ? "\r\nConnection: close\r\n\r\n" : "\r\nContent-Length: 0\r\n\r\n",
      ),
    ).catch((error) => {
      if (method !== "HEAD") throw error;
      return { response: { status: 200 }, stored: { method } };
    });
    expect([method, response.status, stored.method]).toEqual([method, 200, method]);
  }
});

test("keeps 2,000 small headers", async () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `X-${index}: v\r\n`).join("");
  const { stored } = await captureRaw(`POST SLUG HTTP/1.1\r\nHost: x\r\n${many}\r\n`);
  expect(stored.headers.filter(([name]) => name.startsWith("X-"))).toHaveLength(2_000);
});

test("answers Expect: 100-continue before the body is sent", async () => {
  const { stored } = await captureRaw(
    "POST SLUG HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
    "hi",
  );
  expect(Buffer.from(stored.bodyBase64 ?? "", "base64").toString()).toBe("hi");
});

test("refuses an announced body over the limit before any of it is sent", async () => {
  const response = await sendRaw(
    server.origin,
    `POST /in/${bin.slug} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n`,
  );
  expect(response.status).toBe(413);
});

test("captures a request that offers h2c, as Java's client does", async () => {
  const { stored } = await captureRaw(
    "POST SLUG HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\nContent-Length: 4\r\n\r\n",
    "java",
  );
  expect(Buffer.from(stored.bodyBase64 ?? "", "base64").toString()).toBe("java");
});

test("captures a WebSocket handshake to a bin as the request it is", async () => {
  const { stored } = await captureRaw(
    "GET SLUG HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  expect(stored.headers).toContainEqual(["Upgrade", "websocket"]);
});

test("captures the absolute form that proxy clients send", async () => {
  const { stored } = await captureRaw("GET http://bins.exampleSLUG/x HTTP/1.1\r\nHost: x\r\n\r\n");
  expect(stored.path).toBe("/x");
});

test.each([
  ["/\u00fc", 400, "percent-encode"],
  [`/?${"x".repeat(140_000)}`, 431, "128 KiB"],
])("says why the parser refused a request %#", async (path, status, words) => {
  const response = await sendRaw(
    server.origin,
    `POST /in/${bin.slug}${path} HTTP/1.1\r\nHost: x\r\n\r\n`,
  );
  expect(response.status).toBe(status);
  expect(response.body).toContain(words);
});

test("notes a refusal whatever length was announced", async () => {
  for (const declared of ["3000000000", "99999999999999999999"]) {
    const response = await sendRaw(
      server.origin,
      `POST /in/${bin.slug} HTTP/1.1\r\nHost: x\r\nContent-Length: ${declared}\r\n\r\n`,
    );
    expect([400, 413]).toContain(response.status);
  }
  await expect
    .poll(
      async () => {
        const detail = await callApi(server.origin, bin.ownerToken, "GET", `/bins/${bin.id}`);
        return binDetailSchema.parse(detail.body).refusals[0]?.declaredBytes;
      },
      { timeout: 5_000 },
    )
    .toBe(2 ** 31 - 1);
});

test("stops reading a chunked body at the limit and records the refusal", async () => {
  const chunk = `100000\r\n${"x".repeat(0x100000)}\r\n`;
  const response = await sendRaw(
    server.origin,
    `POST /in/${bin.slug} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ...Array.from({ length: 11 }, () => chunk),
  );
  expect(response.status).toBe(413);
  await expect
    .poll(
      async () => {
        const detail = await callApi(server.origin, bin.ownerToken, "GET", `/bins/${bin.id}`);
        return binDetailSchema.parse(detail.body).refusals[0];
      },
      { timeout: 5_000 },
    )
    .toMatchObject({ reason: "body_too_large", status: 413 });
});

test("a sender that goes away mid-body leaves nothing behind", async () => {
  const before = await callApi(server.origin, bin.ownerToken, "GET", `/bins/${bin.id}`);
  const { connect } = await import("node:net");
  const { hostname, port } = new URL(server.origin);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.end(`POST /in/${bin.slug} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf`);
    });
    socket.on("data", () => undefined);
    socket.on("close", () => resolve());
  });
  const after = await callApi(server.origin, bin.ownerToken, "GET", `/bins/${bin.id}`);
  expect(binDetailSchema.parse(after.body).counts).toEqual(
    binDetailSchema.parse(before.body).counts,
  );
});
