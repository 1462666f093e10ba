import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AllowList, parseAllowList } from "#lib/delivery/allow-list.ts";
import type { ResolvedAddress } from "#lib/delivery/resolve-target.ts";
import { type AttemptInput, type AttemptResult, sendAttempt } from "#lib/delivery/send-attempt.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { REFUSED_HOSTS } from "#tests/unit/delivery/target-hosts.ts";

const LOOPBACK = allowing("127.0.0.0/8", "::1");
const DELIVERY_ID = "019a0000-0000-7000-8000-000000000001";

let receiver: HostileReceiver;
let secure: HostileReceiver;

beforeAll(async () => {
  receiver = await startHostileReceiver();
  secure = await startHostileReceiver({ tls: true });
});

afterAll(async () => {
  await Promise.all([receiver.close(), secure.close()]);
});

function allowing(...entries: string[]): AllowList {
  const parsed = parseAllowList(entries);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.allow;
}

function send(path: string, changes: Partial<AttemptInput> = {}): Promise<AttemptResult> {
  return sendAttempt({
    deliveryId: DELIVERY_ID,
    number: 1,
    method: "POST",
    url: path.startsWith("http") ? path : `${receiver.origin}${path}`,
    headers: [["Content-Type", "application/json"]],
    body: Buffer.from('{"a":1}'),
    allow: LOOPBACK,
    timeoutMs: 5_000,
    ownOrigins: [],
    now: () => new Date("2026-11-24T10:00:00Z"),
    ...changes,
  });
}

const text = (result: AttemptResult) => Buffer.from(result.response?.body ?? []).toString();
const outcome = ({ stage, error }: AttemptResult) => ({ stage, error });

describe("what is sent", () => {
  test("The request arrives byte for byte, with order, case and repetition of its headers.", async () => {
    const body = Buffer.from([0, 255, 13, 10, 200]);
    const result = await send("/echo?x=1&x=2", {
      method: "PUT",
      headers: [
        ["X-B", "2"],
        ["x-A", "1"],
        ["X-B", "3"],
        ["X-Latin", "caf\u00e9"],
        ["Accept-Encoding", "br"],
        ["User-Agent", "Sender/1.0"],
        ["Cookie", "session=1"],
        ["Authorization", "Bearer t"],
      ],
      body,
    });
    const received = receiver.requests.at(-1);
    expect(received?.method).toBe("PUT");
    expect(received?.url).toBe("/echo?x=1&x=2");
    expect(received?.body).toEqual(body);
    expect(received?.rawHeaders).toEqual([
      ...["host", `127.0.0.1:${receiver.port}`, "connection", "close"],
      ...["X-B", "2", "x-A", "1", "X-B", "3", "X-Latin", "caf\u00e9", "Accept-Encoding", "br"],
      ...["User-Agent", "Sender/1.0", "Cookie", "session=1", "Authorization", "Bearer t"],
      ...["Hookglass-Delivery-Id", DELIVERY_ID, "Hookglass-Attempt", "1"],
      ...["CDN-Loop", "hookglass; hops=1", "content-length", "5"],
    ]);
    expect(result.request.headers.flat()).toEqual(received?.rawHeaders);
    expect(result.request.bodyBytes).toBe(5);
    expect(result.at.toISOString()).toBe("2026-11-24T10:00:00.000Z");
  });

  test("Fields of the first connection, framing and proxy facts are not passed on.", async () => {
    await send("/echo", {
      headers: [
        ["Host", "victim.example"],
        ["Connection", "close, X-Named"],
        ["X-Named", "1"],
        ["Keep-Alive", "timeout=5"],
        ["TE", "trailers"],
        ["Transfer-Encoding", "chunked"],
        ["Upgrade", "h2c"],
        ["Content-Length", "999"],
        ["Expect", "100-continue"],
        ["Forwarded", "for=1.2.3.4"],
        ["X-Forwarded-For", "1.2.3.4"],
        ["Proxy-Authorization", "Basic eA=="],
        ["Hookglass-Attempt", "9"],
        ["X-Kept", "1"],
      ],
    });
    expect(receiver.requests.at(-1)?.rawHeaders).toEqual([
      ...["host", `127.0.0.1:${receiver.port}`, "connection", "close", "X-Kept", "1"],
      ...["Hookglass-Delivery-Id", DELIVERY_ID, "Hookglass-Attempt", "1"],
      ...["CDN-Loop", "hookglass; hops=1", "content-length", "7"],
    ]);
  });

  test.each(["GET", "HEAD", "DELETE", "OPTIONS", "QUERY", "PROPFIND"])(
    "%s goes out with its body, and what is recorded is what was written.",
    async (method) => {
      const result = await send("/status?code=200", { method });
      const received = receiver.requests.at(-1);
      expect([received?.method, received?.body.toString()]).toEqual([method, '{"a":1}']);
      expect(result.request.headers.flat()).toEqual(received?.rawHeaders);
      expect(outcome(result)).toEqual({ stage: "response", error: null });
    },
  );

  test.each(["GET", "HEAD", "DELETE", "POST", "PUT", "PATCH", "QUERY"])(
    "%s without a body is recorded as written.",
    async (method) => {
      const result = await send("/status?code=204", { method, body: Buffer.alloc(0) });
      expect(result.request.headers.flat()).toEqual(receiver.requests.at(-1)?.rawHeaders);
    },
  );

  test("The environment's proxy settings do not count.", async () => {
    const before = { ...process.env };
    process.env.HTTP_PROXY = "http://127.0.0.1:9";
    process.env.NODE_USE_ENV_PROXY = "1";
    const result = await send("/status?code=200");
    process.env = before;
    expect(result.response?.status).toBe(200);
  });

  test("localhost is this machine, by the loopback addresses that are allowed.", async () => {
    const result = await send(`http://localhost:${receiver.port}/status?code=200`, {
      allow: allowing("127.0.0.1"),
    });
    expect(result.response?.status).toBe(200);
  });
});

describe("what comes back", () => {
  test("Status, headers in order and body are kept.", async () => {
    const result = await send("/echo");
    expect(result.response?.status).toBe(200);
    expect(result.response?.headers.slice(0, 3)).toEqual([
      ["X-First", "1"],
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
    ]);
    expect(JSON.parse(text(result)).body).toBe("eyJhIjoxfQ==");
    expect(result.response?.truncated).toBe(false);
    expect(result.durationMs).toBeGreaterThan(0);
  });

  test.each([200, 204, 404, 410, 429, 500, 503])("Status %i is an answer.", async (code) => {
    const result = await send(`/status?code=${code}`);
    expect(outcome(result)).toEqual({ stage: "response", error: null });
    expect(result.response?.status).toBe(code);
  });

  test("A redirect is recorded and not followed.", async () => {
    const count = receiver.requests.length;
    const result = await send(`/redirect?to=${receiver.origin}/secret`);
    expect(result.response?.status).toBe(302);
    expect(receiver.requests.length).toBe(count + 1);
  });

  test("Early hints are not taken for the answer.", async () => {
    const result = await send("/early-hints");
    expect([result.response?.status, text(result)]).toEqual([201, "made"]);
  });

  test("A compressed answer is kept as sent.", async () => {
    const result = await send("/gzip");
    expect(Buffer.from(result.response?.body ?? []).toString("hex")).toBe("1f8b0800");
  });

  test("Of 50 MB the first 128 KiB are kept and the connection is cut.", async () => {
    const own = await startHostileReceiver();
    const result = await send(`${own.origin}/big`);
    await own.close();
    expect(outcome(result)).toEqual({ stage: "response", error: null });
    expect(result.response?.body.length).toBe(131_072);
    expect(result.response?.truncated).toBe(true);
    expect(own.bytesSent()).toBeLessThan(20_000_000);
  });

  test("An answer that needs most of the time is waited for.", async () => {
    const result = await send("/slow-headers?ms=300", { timeoutMs: 3_000 });
    expect(text(result)).toBe("late");
    expect(result.durationMs).toBeGreaterThan(290);
  });

  test("A server that closes kept-alive connections does not disturb the next attempt.", async () => {
    expect(text(await send("/keep-alive-close"))).toBe("ok");
    expect(text(await send("/keep-alive-close"))).toBe("ok");
  });
});

describe("how attempts fail", () => {
  const at = () => `127.0.0.1:${receiver.port}`;

  test("Nobody listening is a refused connection.", async () => {
    const gone = await startHostileReceiver();
    await gone.close();
    expect(outcome(await send(`${gone.origin}/`))).toEqual({
      stage: "connect",
      error: `Connection refused by 127.0.0.1:${gone.port}: is your server running?`,
    });
  });

  test("A server that never answers is a timeout.", async () => {
    const result = await send("/hang", { timeoutMs: 300 });
    expect(outcome(result)).toEqual({
      stage: "timeout",
      error: `${at()} took the request but did not answer within 0.3 s`,
    });
    expect(result.durationMs).toBeLessThan(2_000);
  });

  test("A body that stalls is a timeout, and what came is kept.", async () => {
    const result = await send("/stall-mid-body", { timeoutMs: 300 });
    expect(outcome(result)).toEqual({
      stage: "timeout",
      error: `${at()} began to answer but did not finish within 0.3 s (100 bytes of the body came)`,
    });
    expect([result.response?.status, text(result).length]).toEqual([200, 100]);
  });

  test("A reset in the middle of the body keeps what came.", async () => {
    const result = await send("/reset-mid-body");
    expect(result.stage).toBe("response");
    expect(result.error).toMatch(/^The connection to 127\.0\.0\.1:\d+ broke after \d+ bytes/);
    expect(result.response?.status).toBe(200);
  });

  test.each(["/reset", "/close", "/cut-headers"])("%s ends without an answer.", async (path) => {
    expect(outcome(await send(path))).toEqual({
      stage: "request",
      error: `${at()} closed the connection without an answer`,
    });
  });

  test.each([
    ["/garbage", "Expected HTTP/, RTSP/ or ICE/"],
    ["/two-lengths", "its length is not what it says"],
  ])("An answer that is not HTTP is named so: %s", async (path, why) => {
    const result = await send(path);
    expect(outcome(result)).toEqual({
      stage: "response",
      error: `The answer of ${at()} is not HTTP (${why})`,
    });
    expect(result.response).toBeNull();
  });

  test("Boundless headers are not read.", async () => {
    expect(outcome(await send("/huge-headers"))).toEqual({
      stage: "response",
      error: `${at()} answered with more headers than are read (64 KiB)`,
    });
  });

  test("A self-signed certificate is a TLS failure, and nothing was sent.", async () => {
    expect(outcome(await send(`${secure.origin}/`))).toEqual({
      stage: "tls",
      error: "127.0.0.1 shows a self-signed certificate",
    });
    expect(secure.requests).toEqual([]);
  });

  test("https at a plain port says what is wrong.", async () => {
    expect(outcome(await send(`https://127.0.0.1:${receiver.port}/`))).toEqual({
      stage: "tls",
      error: "127.0.0.1 does not speak TLS at this port: should the target start with http://?",
    });
  });

  test("A name that does not exist is a DNS failure.", async () => {
    const result = await send("http://nowhere.example/", {
      resolver: () => Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" })),
    });
    expect(outcome(result)).toEqual({
      stage: "dns",
      error: "nowhere.example was not found: no such name, or no address for it",
    });
  });

  test("A name server that hangs is a timeout.", async () => {
    const result = await send("http://slow.example/", {
      timeoutMs: 200,
      resolver: () => new Promise(() => {}),
    });
    expect(outcome(result)).toEqual({
      stage: "timeout",
      error: "The name server did not answer for slow.example within 0.2 s",
    });
  });

  test.each(["TRACE", "CONNECT"])("%s is not sent on.", async (method) => {
    expect(outcome(await send("/", { method }))).toEqual({
      stage: "guard",
      error: `${method} requests are captured but not sent on`,
    });
  });

  test("Headers that cannot be written end as a request failure, not as an exception.", async () => {
    const result = await send("/", { headers: [["X-Bad", "a\r\nInjected: 1"]] });
    expect(outcome(result)).toEqual({
      stage: "request",
      error: "The request cannot be written: invalid X-Bad header",
    });
  });
});

describe("the guard", () => {
  const publicThen = (...later: ResolvedAddress[][]) => {
    const answers: ResolvedAddress[][] = [[{ address: "203.0.113.7", family: 4 }], ...later];
    let calls = 0;
    return {
      resolver: () => Promise.resolve(answers[Math.min(calls++, answers.length - 1)] ?? []),
      calls: () => calls,
    };
  };
  const loopback: ResolvedAddress = { address: "127.0.0.1", family: 4 };

  test("A name that rebinds to loopback after it was judged never reaches loopback.", async () => {
    const own = await startHostileReceiver();
    const names = publicThen([loopback]);
    const result = await send(`http://rebind.example:${own.port}/`, {
      allow: allowing("203.0.113.0/24"),
      resolver: names.resolver,
      timeoutMs: 300,
    });
    await own.close();
    expect(["connect", "timeout"]).toContain(result.stage);
    expect([names.calls(), own.connections()]).toEqual([1, 0]);
  });

  test("A name that changes with every look-up is judged at every attempt.", async () => {
    const own = await startHostileReceiver();
    const outside: ResolvedAddress = { address: "203.0.113.7", family: 4 };
    const names = publicThen([loopback], [outside], [loopback, outside], [loopback]);
    const stages: string[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const result = await send(`http://rebind.example:${own.port}/`, {
        ...{ allow: allowing("203.0.113.0/24"), resolver: names.resolver, timeoutMs: 200 },
      });
      stages.push(result.stage);
    }
    await own.close();
    expect([stages[1], stages[3], stages[4]]).toEqual(["guard", "guard", "guard"]);
    expect([names.calls(), own.connections()]).toEqual([5, 0]);
  });

  test("No spelling of any private host reaches a listener on loopback.", async () => {
    const own = await startHostileReceiver();
    for (const host of REFUSED_HOSTS) {
      const result = await send(`http://${host}:${own.port}/`, { allow: [] });
      expect([host, result.stage]).toEqual([host, "guard"]);
    }
    await own.close();
    expect(own.connections()).toBe(0);
  });

  test("One private address among public ones refuses the name.", async () => {
    const own = await startHostileReceiver();
    const result = await send(`http://mixed.example:${own.port}/`, {
      allow: [],
      resolver: () => Promise.resolve([{ address: "8.8.8.8", family: 4 }, loopback]),
    });
    await own.close();
    expect(outcome(result)).toEqual({
      stage: "guard",
      error: `mixed.example is a name for 127.0.0.1, a loopback address, and is not sent to. The operator can allow it: HOOKGLASS_ALLOW_PRIVATE_TARGETS=mixed.example:${own.port}`,
    });
    expect(own.connections()).toBe(0);
  });

  test("A peer other than the judged address gets no request.", async () => {
    const own = await startHostileReceiver();
    // Linux connects 0.0.0.0 to 127.0.0.1.
    const result = await send(`http://0.0.0.0:${own.port}/`, { allow: allowing("0.0.0.0") });
    await own.close();
    expect(result.stage).toBe("guard");
    expect(own.requests).toEqual([]);
  });

  test("An allowed host name opens whatever it resolves to, at its port only.", async () => {
    const changes = { resolver: () => Promise.resolve([loopback]) };
    const allowed = await send(`http://api.internal:${receiver.port}/status?code=200`, {
      ...changes,
      allow: allowing(`api.internal:${receiver.port}`),
    });
    expect(allowed.response?.status).toBe(200);
    const other = await send(`http://api.internal:${receiver.port}/`, {
      ...changes,
      allow: allowing("api.internal:1234"),
    });
    expect(other.stage).toBe("guard");
  });

  test.each(["127.0.0.1", "localhost", "127.0.0.2"])(
    "This server itself is refused at %s, unless host and port are allowed.",
    async (host) => {
      const url = `http://${host}:${receiver.port}/status?code=200`;
      const refused = await send(url, { ownOrigins: [receiver.origin] });
      expect(outcome(refused)).toEqual({
        stage: "guard",
        error: `${host}:${receiver.port} is this server itself: sending there could go round in circles`,
      });
    },
  );

  test("This server itself is sent to when host and port are allowed.", async () => {
    const result = await send("/status?code=200", {
      ownOrigins: [receiver.origin],
      allow: allowing(`127.0.0.1:${receiver.port}`),
    });
    expect(result.response?.status).toBe(200);
  });

  test("The second passage is marked, the third refused.", async () => {
    await send("/echo", { headers: [["cdn-loop", "cloudflare; loops=1, hookglass; hops=1"]] });
    expect(receiver.requests.at(-1)?.rawHeaders).toEqual(
      expect.arrayContaining(["cloudflare; loops=1, hookglass; hops=1", "hookglass; hops=2"]),
    );
    const result = await send("/echo", {
      headers: [
        ["CDN-Loop", "hookglass; hops=1"],
        ["CDN-Loop", "Hookglass; hops=2"],
      ],
    });
    expect(outcome(result)).toEqual({
      stage: "guard",
      error:
        "This request has already come through Hookglass twice (CDN-Loop): sending it on would go round in circles",
    });
  });
});
