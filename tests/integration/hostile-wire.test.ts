import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { capturedRequestSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type RawResponse, sendRaw } from "#tests/support/raw-http.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

let server: TestServer;
let bin: TestBin;
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
});
afterAll(async () => {
  expect(server.process.exitCode).toBeNull();
  expect(server.log()).not.toMatch(/uncaught|unhandled|a request failed/i);
  await discardServer(server);
});

const send = (...parts: (string | Uint8Array)[]): Promise<RawResponse> =>
  sendRaw(
    server.origin,
    ...parts.map((part) =>
      typeof part === "string" ? part.replaceAll("SLUG", `/in/${bin.slug}`) : part,
    ),
  );

async function storedBy(response: RawResponse) {
  const id = response.headers.get("hookglass-request-id");
  const stored = await callApi(server.origin, bin.ownerToken, "GET", `/requests/${id}`);
  return capturedRequestSchema.parse(stored.body);
}

async function openSocket(): Promise<Socket> {
  const { hostname, port } = new URL(server.origin);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

const EMPTY = "Content-Length: 0\r\n\r\n";

describe("two ways to read one message", () => {
  test.each([
    ["a length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"],
    ["two equal lengths", "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"],
    ["a length that is no number", "Content-Length: +3\r\n\r\nabc"],
    ["a negative length", "Content-Length: -1\r\n\r\n"],
    ["a list of lengths", "Content-Length: 3, 3\r\n\r\nabc"],
    ["chunks that are not the last coding", "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"],
    ["an unknown coding", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"],
    ["a chunk size with a sign", "Transfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n"],
    ["a chunk size out of this world", "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"],
    ["a chunk longer than it says", "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"],
    ["a header that goes on in the next line", `X-A: b\r\n c\r\n${EMPTY}`],
    ["white space before a colon", `X-A : b\r\n${EMPTY}`],
    ["a bare carriage return in a header", `X-A: b\rX-B: c\r\n${EMPTY}`],
    ["NUL in a header", `X-A: a\0b\r\n${EMPTY}`],
  ])("%s is refused", async (_what, rest) => {
    const response = await send(`POST SLUG HTTP/1.1\r\nHost: x\r\n${rest}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("connection")).toBe("close");
    expect(response.body).toContain("error");
  });

  test.each([
    ["bare line feeds", "POST SLUG HTTP/1.1\nHost: x\nContent-Length: 0\n\n"],
    ["NUL in the path", `POST SLUG/a\0b HTTP/1.1\r\nHost: x\r\n${EMPTY}`],
    ["a space in the path", `POST SLUG/a b HTTP/1.1\r\nHost: x\r\n${EMPTY}`],
    ["a version that is none", `POST SLUG HTTP/9.9\r\nHost: x\r\n${EMPTY}`],
    ["an unknown method", `FOO SLUG HTTP/1.1\r\nHost: x\r\n${EMPTY}`],
    ["TLS", Buffer.from("16030100a5010000a10303", "hex")],
    ["HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ])("%s: refused in words", async (_what, message) => {
    const response = await send(message);
    expect(response.status).toBe(400);
    expect(JSON.parse(response.body)).toMatchObject({ error: { code: "invalid_input" } });
  });

  test("what follows a refused body is not taken for a request", async () => {
    const hidden = `GET SLUG/smuggled HTTP/1.1\r\nHost: x\r\n\r\n`;
    await send(
      `POST SLUG HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    );
    await send(`POST SLUG HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n${hidden}`);
    const list = await callApi(
      server.origin,
      bin.ownerToken,
      "GET",
      `/bins/${bin.id}/requests?q=smuggled`,
    );
    expect(list.body).toMatchObject({ items: [] });
  });

  test("two requests on one connection are two requests", async () => {
    const socket = await openSocket();
    const path = `/in/${bin.slug}`;
    socket.write(
      `POST ${path}/one HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nonePOST ${path}/two HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntwo`,
    );
    let text = "";
    for await (const chunk of socket) text += chunk;
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });
});

describe("odd, but to be seen", () => {
  test("two Host headers, or none, are captured and shown", async () => {
    const two = await storedBy(await send(`POST SLUG HTTP/1.1\r\nHost: x\r\nhost: y\r\n${EMPTY}`));
    expect(two.headers.slice(0, 2)).toEqual([
      ["Host", "x"],
      ["host", "y"],
    ]);
    const none = await storedBy(await send(`POST SLUG HTTP/1.1\r\n${EMPTY}`));
    expect(none.headers).toEqual([["Content-Length", "0"]]);
  });

  test("HTTP/1.0 and before, and a body under a coding of its own", async () => {
    const old = await storedBy(await send(`POST SLUG HTTP/1.0\r\n${EMPTY}`));
    expect(old.httpVersion).toBe("1.0");
    const older = await storedBy(await send("GET SLUG\r\n\r\n"));
    expect(older).toMatchObject({ httpVersion: "0.9", headers: [] });
    const coded = await storedBy(
      await send(
        "POST SLUG HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
      ),
    );
    expect(Buffer.from(coded.bodyBase64 ?? "", "base64").toString()).toBe("hi");
  });

  test("an expectation that is not 100-continue", async () => {
    const stored = await storedBy(
      await send(`POST SLUG HTTP/1.1\r\nHost: x\r\nExpect: the unexpected\r\n${EMPTY}`),
    );
    expect(stored.headers).toContainEqual(["Expect", "the unexpected"]);
  });

  test("names that every object has", async () => {
    const stored = await storedBy(
      await send(
        `POST SLUG/__proto__ HTTP/1.1\r\nHost: x\r\n__proto__: 1\r\nconstructor: 2\r\nhasOwnProperty: 3\r\n${EMPTY}`,
      ),
    );
    expect(stored.headers.slice(1, 4)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
      ["hasOwnProperty", "3"],
    ]);
  });

  test("percent signs, NUL among them, stay as they were", async () => {
    const stored = await storedBy(
      await send(`POST SLUG/%00%ff%?%00=%&%zz HTTP/1.1\r\nHost: x\r\n${EMPTY}`),
    );
    expect(stored).toMatchObject({ path: "/%00%ff%", query: "%00=%&%zz" });
    const list = await callApi(
      server.origin,
      bin.ownerToken,
      "GET",
      `/bins/${bin.id}/requests?q=${encodeURIComponent("%00%ff%")}`,
    );
    expect(list.body).toMatchObject({ items: [{ id: stored.id }] });
  });

  test("bytes beyond ASCII in a header, as they were on the wire", async () => {
    const bytes = Buffer.from([0xff, 0x80, 0xc3, 0xa9]);
    const stored = await storedBy(
      await send("POST SLUG HTTP/1.1\r\nHost: x\r\nX-Bytes: ", bytes, `\r\n${EMPTY}`),
    );
    const value = stored.headers.find(([name]) => name === "X-Bytes")?.[1] ?? "";
    expect(Buffer.from(value, "latin1")).toEqual(bytes);
  });
});

describe("who pretends to be somebody else", () => {
  test("an address to a proxy names its host, but opens nothing there", async () => {
    for (const target of ["http://evil.example/api/v1/health", "http://127.0.0.1:5432/"]) {
      const response = await send(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect([200, 307]).toContain(response.status);
      expect(JSON.stringify([...response.headers])).not.toContain("evil.example");
    }
  });

  test("a tunnel is refused in words", async () => {
    const response = await send("CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(response.status).toBe(405);
    expect(response.body).toContain("This is no proxy");
  });

  test("pages and API take one Host header", async () => {
    for (const hosts of ["Host: x\r\nHost: y\r\n", ""]) {
      const response = await send(`GET /api/v1/health HTTP/1.1\r\n${hosts}\r\n`);
      expect(response.status).toBe(400);
    }
    expect((await send(`OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n`)).status).toBe(400);
  });

  test("headers that Next.js uses inside do not get past anything", async () => {
    const inside = [
      "x-middleware-subrequest: middleware:middleware:middleware",
      "x-matched-path: /api/v1/bins",
      "x-invoke-path: /bins",
      "next-action: 00",
      "x-hookglass-client-address: 1.2.3.4",
      "x-nonce: <script>",
      "content-security-policy: default-src *",
    ].join("\r\n");
    const api = await send(`GET /api/v1/bins/${bin.id} HTTP/1.1\r\nHost: x\r\n${inside}\r\n\r\n`);
    expect(api.status).toBe(404);
    const page = await send(`GET /sign-in HTTP/1.1\r\nHost: x\r\n${inside}\r\n\r\n`);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(page.body).not.toContain('<script>"');
    const action = await send(
      `POST /sign-in HTTP/1.1\r\nHost: x\r\nNext-Action: abc\r\nContent-Length: 2\r\n\r\n[]`,
    );
    expect(action.status).toBeGreaterThanOrEqual(400);
    expect(action.status).toBeLessThan(500);
  });

  test("a sender's X-Forwarded-For is a header like any other", async () => {
    const stored = await storedBy(
      await send(`POST SLUG HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\n${EMPTY}`),
    );
    expect(stored.remoteAddress).toBe("127.0.0.1");
  });
});

describe("too much, and too slow", () => {
  test("a body in 200,000 chunks of one byte is a body of 200,000 bytes", async () => {
    const response = await send(
      "POST SLUG HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
      "1\r\nx\r\n".repeat(200_000),
      "0\r\n\r\n",
    );
    expect(await storedBy(response)).toMatchObject({ bodyBytes: 200_000 });
  });

  test("headers and trailers without end are refused", async () => {
    const many = "X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(3_000);
    const headers = await send(`POST SLUG HTTP/1.1\r\nHost: x\r\n${many}${EMPTY}`);
    expect(headers.status).toBe(431);
    const trailers = await send(
      `POST SLUG HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${many}\r\n`,
    );
    expect(trailers.status).toBe(431);
  });

  test("chunk extensions without end are refused", async () => {
    const response = await send(
      `POST SLUG HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;${"a".repeat(40_000)}\r\nx\r\n0\r\n\r\n`,
    );
    expect(response.status).toBe(413);
  });

  test("addresses that no bin can have are not remembered", async () => {
    const long = "x".repeat(60_000);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        sendRaw(server.origin, `POST /in/${index}${long} HTTP/1.1\r\nHost: x\r\n${EMPTY}`),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  });

  test("a connection that was refused is closed, though its sender never closes its half", async () => {
    const socket = await openSocket();
    socket.write("nonsense\r\n\r\n");
    socket.resume();
    // The server's end comes first; then it lets go of the socket, which shows as a reset.
    await once(socket, "end");
    const tick = setInterval(() => socket.write("x"), 100);
    await new Promise((closed) => socket.once("close", closed));
    clearInterval(tick);
  });

  test("heads that come a byte at a time are given up after 15 s", async () => {
    const socket = await openSocket();
    const started = performance.now();
    const drip = setInterval(() => socket.write("x"), 500);
    socket.write("POST / HTTP/1.1\r\nX-Slow: ");
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    await once(socket, "end");
    clearInterval(drip);
    socket.destroy();
    expect(text).toContain("408 Request Timeout");
    expect(performance.now() - started).toBeLessThan(25_000);
  });
});
