import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { binDetailSchema, capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type RawResponse, sendRaw } from "#tests/support/raw-http.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const SLUG_HOST = "in.hooks.example";

let server: TestServer;
let bin: TestBin;
beforeAll(async () => {
  server = await startServer({
    env: {
      HOOKGLASS_RATE_LIMIT: "on",
      HOOKGLASS_NEW_BINS_PER_HOUR: "3",
      HOOKGLASS_CHECKS_PER_MINUTE: "3",
      HOOKGLASS_RESENDS_PER_MINUTE: "3",
      HOOKGLASS_CAPTURES_PER_MINUTE: "1000",
      HOOKGLASS_TRUST_PROXY: "1",
      HOOKGLASS_CAPTURE_ORIGIN: `https://${SLUG_HOST}`,
      HOOKGLASS_PUBLIC_ORIGIN: "https://hooks.example",
    },
  });
  bin = await createTestBin(server.origin);
});
afterAll(() => discardServer(server));

/** Calls as a client whose address the one trusted proxy has noted. */
async function callFrom(client: string, path: string, body: unknown, token?: string) {
  const response = await fetch(`${server.origin}/api/v1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "x-forwarded-for": client,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const CHECK = {
  scheme: "github",
  secrets: ["a secret"],
  request: { method: "POST", url: "/", headers: [], bodyBase64: "" },
};

async function statuses(count: number, call: (index: number) => Promise<{ status: number }>) {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await call(index)).status);
  return all;
}

describe("per client", () => {
  test("new bins: 429 with Retry-After, in words", async () => {
    expect(await statuses(4, () => callFrom("1.1.1.1", "/bins", {}))).toEqual([201, 201, 201, 429]);
    const refused = await callFrom("1.1.1.1", "/bins", {});
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
    expect(refused.body).toMatch(
      /"rate_limited","message":"3 new bins an hour are allowed from one address: try again in \d+ min"/,
    );
    expect((await callFrom("1.1.1.2", "/bins", {})).status).toBe(201);
  });

  test("signature checks, before their body is read", async () => {
    const check = () => callFrom("2.2.2.2", "/verify", CHECK);
    expect(await statuses(4, check)).toEqual([200, 200, 200, 429]);
    const huge = await callFrom("2.2.2.2", "/verify", { scheme: "x".repeat(1_000_000) });
    expect(huge.status).toBe(429);
    expect(huge.body).toContain("3 signature checks a minute are allowed from one address");
  });

  test("resends", async () => {
    const sent = await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST" });
    const path = `/requests/${sent.headers.get("hookglass-request-id")}/deliveries`;
    const body = { target: "http://10.0.0.1/" };
    const resend = () => callFrom("3.3.3.3", path, body, bin.ownerToken);
    expect(await statuses(4, resend)).toEqual([202, 202, 202, 429]);
    // Whose bin it is not learns nothing from the limit.
    expect((await callFrom("3.3.3.3", path, body)).status).toBe(404);
  });

  test("by IPv4 address or IPv6 /64, as the trusted proxy saw it, however it is spelled", async () => {
    const one = ["2001:db8::1", "2001:DB8:0:0:ffff::2", "2001:0db8:0000:0000:1:2:3:4"];
    expect(await statuses(4, (index) => callFrom(one[index % 3] ?? "", "/verify", CHECK))).toEqual([
      200, 200, 200, 429,
    ]);
    expect((await callFrom("2001:db8:0:1::1", "/verify", CHECK)).status).toBe(200);
    // What stands further left is what the client says of itself.
    const lies = (index: number) => callFrom(`9.9.9.${index}, 4.4.4.4`, "/verify", CHECK);
    expect(await statuses(4, lies)).toEqual([200, 200, 200, 429]);
    const header = (index: number) =>
      fetch(`${server.origin}/api/v1/verify`, {
        method: "POST",
        body: JSON.stringify(CHECK),
        headers: { "x-forwarded-for": "4.4.4.4", "x-hookglass-client-address": `8.8.8.${index}` },
      });
    expect(await statuses(2, header)).toEqual([429, 429]);
  });
});

describe("behind a proxy, with a capture host", () => {
  const send = (head: string): Promise<RawResponse> =>
    sendRaw(server.origin, `${head}Content-Length: 0\r\n\r\n`);

  async function stored(response: RawResponse) {
    const id = response.headers.get("hookglass-request-id");
    const answer = await callApi(server.origin, bin.ownerToken, "GET", `/requests/${id}`);
    return capturedRequestSchema.parse(answer.body);
  }

  test("the sender's address is what the proxy wrote, in whichever line", async () => {
    const request = await send(
      `POST /in/${bin.slug} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 1.2.3.4\r\n`,
    );
    expect((await stored(request)).remoteAddress).toBe("1.2.3.4");
  });

  test("a bin is its own host too, and any path below it is captured", async () => {
    for (const [target, path] of [
      ["/", "/"],
      ["/api/v1/bins", "/api/v1/bins"],
      ["/socket.io/?EIO=4&transport=polling", "/socket.io/"],
      [`http://${bin.slug}.${SLUG_HOST}/absolute`, "/absolute"],
    ]) {
      const response = await send(`POST ${target} HTTP/1.1\r\nHost: ${bin.slug}.${SLUG_HOST}\r\n`);
      expect([target, response.status]).toEqual([target, 200]);
      expect((await stored(response)).path).toBe(path);
    }
  });

  test("addresses come from the settings", async () => {
    const answer = await callApi(server.origin, bin.ownerToken, "GET", `/bins/${bin.id}`);
    expect(answer.body).toMatchObject({
      captureUrl: `https://${SLUG_HOST}/in/${bin.slug}`,
      inspectUrl: `https://hooks.example/bins/${bin.id}`,
    });
  });

  test("cookies are for https and this host alone, and only pages of the public origin may use them", async () => {
    const made = await callFrom("5.5.5.5", "/bins", {});
    expect(made.headers.get("set-cookie")).toMatch(
      /^__Host-hookglass_owner=hgo_[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    );
    const rename = (origin: string) =>
      fetch(`${server.origin}/api/v1/bins/${bin.id}`, {
        method: "PATCH",
        headers: { origin, cookie: `__Host-hookglass_owner=${bin.ownerToken}` },
        body: JSON.stringify({ name: "renamed" }),
      });
    expect((await rename("https://hooks.example")).status).toBe(200);
    expect((await rename(`https://${SLUG_HOST}`)).status).toBe(403);
    expect((await rename(`https://${bin.slug}.${SLUG_HOST}`)).status).toBe(403);
  });
});

describe("per bin", () => {
  test("captures beyond a minute's worth are refused, noted, and let in again as time goes by", async () => {
    const strict = await startServer({
      env: { HOOKGLASS_RATE_LIMIT: "on", HOOKGLASS_CAPTURES_PER_MINUTE: "60" },
    });
    const narrow = await createTestBin(strict.origin);
    const capture = () => fetch(`${strict.origin}/in/${narrow.slug}`, { method: "POST" });
    const burst = await Promise.all(Array.from({ length: 70 }, capture));
    const refused = burst.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    await expect.poll(async () => (await capture()).status, { timeout: 5_000 }).toBe(200);
    // Another bin is not held to that.
    const other = await createTestBin(strict.origin);
    expect((await fetch(`${strict.origin}/in/${other.slug}`)).status).toBe(200);
    await expect
      .poll(
        async () => {
          const path = `/bins/${narrow.id}`;
          const answer = await callApi(strict.origin, narrow.ownerToken, "GET", path);
          return binDetailSchema.parse(answer.body).refusals[0]?.count ?? 0;
        },
        { timeout: 5_000 },
      )
      .toBeGreaterThanOrEqual(refused.length);
    const path = `/bins/${narrow.id}/requests?limit=500`;
    const list = await callApi(strict.origin, narrow.ownerToken, "GET", path);
    expect(summariesSchema.parse(list.body).items.length).toBeLessThan(70);
    await discardServer(strict);
  });
});
