import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { hashToken } from "#lib/ids.ts";
import { binDetailSchema, capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin, testBinSchema } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const idSchema = z.object({ id: z.string() });
const shareSchema = z.object({ id: z.string(), token: z.string() });

let server: TestServer;
let bin: TestBin;
let other: TestBin;
let requestId: string;
let deliveryId: string;
let shareId: string;
let tokenId: string;
let apiToken: string;
let apiTokenOfOther: string;
let targetId: string;
let resendId: string;
let labId: string;
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
  other = await createTestBin(server.origin);
  requestId = await capture({ authorization: "Bearer provider-secret", "x-plain": "yes" });
  const delivery = await owner("POST", `/requests/${requestId}/deliveries`, {
    target: "http://127.0.0.1:1/",
  });
  deliveryId = idSchema.parse(delivery.body).id;
  shareId = (await share({})).id;
  ({ id: tokenId, token: apiToken } = await makeToken(bin));
  apiTokenOfOther = (await makeToken(other)).token;
  targetId = await made(`/bins/${bin.id}/targets`, {
    ...{ name: "Theirs", url: "http://127.0.0.1:1/", state: "paused", forward: false },
  });
  resendId = await made(`/bins/${bin.id}/resends`, { targetIds: [targetId] });
  labId = await made(`/requests/${requestId}/lab`, { targetId, times: 2, pattern: "at_once" });
});
afterAll(() => discardServer(server));

const owner = (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

/** What the owner makes, by its id. */
async function made(path: string, body: unknown): Promise<string> {
  return idSchema.parse((await owner("POST", path, body)).body).id;
}

async function capture(headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST", headers });
  return idSchema.parse(await response.json()).id;
}

async function share(input: Record<string, unknown>) {
  return shareSchema.parse((await owner("POST", `/bins/${bin.id}/shares`, input)).body);
}

async function makeToken({ id, ownerToken }: TestBin) {
  const answer = await callApi(server.origin, ownerToken, "POST", `/bins/${id}/tokens`, {});
  return shareSchema.parse(answer.body);
}

const ROUTES: [method: string, path: () => string, body?: unknown][] = [
  ["GET", () => `/bins/${bin.id}`],
  ["PATCH", () => `/bins/${bin.id}`, { name: "taken" }],
  ["DELETE", () => `/bins/${bin.id}`],
  ["GET", () => `/bins/${bin.id}/requests`],
  ["DELETE", () => `/bins/${bin.id}/requests`],
  ["PUT", () => `/bins/${bin.id}/signature`, { scheme: "github", secrets: ["s3cret-s3cret"] }],
  ["PATCH", () => `/bins/${bin.id}/signature`, { kind: "scheme", scheme: "github" }],
  ["DELETE", () => `/bins/${bin.id}/signature`],
  ["POST", () => `/bins/${bin.id}/samples`, { kind: "test" }],
  ["GET", () => `/bins/${bin.id}/shares`],
  ["POST", () => `/bins/${bin.id}/shares`, {}],
  ["GET", () => `/bins/${bin.id}/targets`],
  ["POST", () => `/bins/${bin.id}/targets`, { name: "Mine", url: "http://example.com/" }],
  ["GET", () => `/bins/${bin.id}/deliveries`],
  ["GET", () => `/bins/${bin.id}/dead-letters`],
  ["POST", () => `/bins/${bin.id}/dead-letters/redrive`, { all: true }],
  ["GET", () => `/bins/${bin.id}/dead-letters/export`],
  ["POST", () => `/bins/${bin.id}/resends`, { targetIds: [] }],
  ["PATCH", () => `/targets/${targetId}`, { name: "taken" }],
  ["DELETE", () => `/targets/${targetId}`],
  ["GET", () => `/resends/${resendId}`],
  ["DELETE", () => `/resends/${resendId}`],
  ["GET", () => `/lab/${labId}`],
  ["DELETE", () => `/lab/${labId}`],
  ["GET", () => `/requests/${requestId}`],
  ["PATCH", () => `/requests/${requestId}`, { pinned: true }],
  ["DELETE", () => `/requests/${requestId}`],
  ["GET", () => `/requests/${requestId}/body`],
  ["POST", () => `/requests/${requestId}/deliveries/reported`, {}],
  ["POST", () => `/requests/${requestId}/diagnosis`],
  ["GET", () => `/requests/${requestId}/deliveries`],
  ["POST", () => `/requests/${requestId}/deliveries`, { target: "http://example.com/" }],
  ["GET", () => `/requests/${requestId}/lineage`],
  [
    "POST",
    () => `/requests/${requestId}/lab`,
    { target: "http://example.com/", times: 2, pattern: "at_once" },
  ],
  ["GET", () => `/deliveries/${deliveryId}`],
  ["POST", () => `/deliveries/${deliveryId}/retry`],
  ["POST", () => `/deliveries/${deliveryId}/cancel`],
  ["DELETE", () => `/shares/${shareId}`],
  ["GET", () => `/bins/${bin.id}/tokens`],
  ["POST", () => `/bins/${bin.id}/tokens`, {}],
  ["DELETE", () => `/tokens/${tokenId}`],
];

describe.each(ROUTES)("%s %s", (method, path, body) => {
  test.each([
    ["another owner", () => other.ownerToken],
    ["another bin's API token", () => apiTokenOfOther],
    ["a made-up token", () => "hgo_made-up"],
    ["nobody", () => null],
    ["the capture address", () => bin.slug],
  ])("is 404 for %s", async (_who, token) => {
    const answer = await callApi(server.origin, token(), method, path(), body);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { code: "not_found" } });
  });
});

test("the matrix above names every route that belongs to somebody", async () => {
  const root = join(import.meta.dirname, "../../app/api/v1");
  const files = await readdir(root, { recursive: true });
  const open = [
    // Of the caller's bins only: see below.
    "dead-letters/route.ts",
    "dead-letters/redrive/route.ts",
    "dead-letters/export/route.ts",
    "targets/preview/route.ts",
    "simulators/route.ts",
    "simulators/[provider]/[event]/route.ts",
    "bins/route.ts",
    "health/route.ts",
    "openapi.json/route.ts",
    "verify/route.ts",
    "shares/unlock/route.ts",
  ];
  const routes = files.filter((file) => file.endsWith("route.ts") && !open.includes(file));
  const covered = new Set(
    ROUTES.map(([, path]) =>
      `${path()}/route.ts`
        .slice(1)
        .replace(bin.id, "[binId]")
        .replace(requestId, "[requestId]")
        .replace(deliveryId, "[deliveryId]")
        .replace(shareId, "[shareId]")
        .replace(tokenId, "[tokenId]")
        .replace(targetId, "[targetId]")
        .replace(resendId, "[resendId]")
        .replace(labId, "[labId]"),
    ),
  );
  expect(routes.filter((file) => !covered.has(file))).toEqual([]);
});

const STATE_CHANGING: typeof ROUTES = [
  ...ROUTES.filter(([method]) => method !== "GET"),
  ["POST", () => "/bins", {}],
  ["POST", () => "/verify", {}],
  ["POST", () => "/targets/preview", { retry: { kind: "default" } }],
  ["POST", () => "/shares/unlock", {}],
];

describe.each(STATE_CHANGING)("%s %s from a page of another site", (method, path, body) => {
  test.each([
    ["by its origin", { origin: "https://evil.example" }],
    ["by what the browser says of it", { "sec-fetch-site": "cross-site" }],
    ["of the same domain", { "sec-fetch-site": "same-site" }],
    ["in a sandboxed frame", { origin: "null" }],
    [
      "with a proxy's credentials",
      { origin: "https://evil.example", authorization: "Basic dXNlcjpwYXNz" },
    ],
  ])("is refused: %s", async (_who, headers) => {
    const response = await fetch(`${server.origin}/api/v1${path()}`, {
      method,
      headers: { cookie: `hookglass_owner=${bin.ownerToken}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "forbidden" } });
  });
});

describe("cookies and credentials", () => {
  const read = (headers: Record<string, string>) =>
    fetch(`${server.origin}/api/v1/bins/${bin.id}`, { headers }).then(({ status }) => status);
  const cookie = () => `hookglass_owner=${bin.ownerToken}`;

  test("a proxy's Basic credentials do not hide the cookie", async () => {
    expect(await read({ cookie: cookie(), authorization: "Basic dXNlcjpwYXNz" })).toBe(200);
  });

  test("a bearer token decides alone, also when it opens nothing", async () => {
    for (const authorization of ["Bearer hgo_wrong", "Bearer", "bearer  ", `Bearer ${bin.slug}`]) {
      expect(await read({ cookie: cookie(), authorization })).toBe(404);
    }
    expect(await read({ authorization: `bEaReR   ${bin.ownerToken}` })).toBe(200);
  });

  test.each([
    ["the first of two counts", () => `${cookie()}; hookglass_owner=hgo_other`, 200],
    ["and the second does not", () => `hookglass_owner=hgo_other; ${cookie()}`, 404],
    ["among others", () => `a=1; ${cookie()}; __proto__=x; =y; z`, 200],
    ["without spaces", () => `a=1;${cookie()};b=2`, 200],
    ["in quotes it is another value", () => `hookglass_owner="${bin.ownerToken}"`, 404],
    ["empty", () => "hookglass_owner=", 404],
    ["by another name", () => `Hookglass_Owner=${bin.ownerToken}`, 404],
    ["cut short", () => cookie().slice(0, -1), 404],
    ["as a session", () => `hookglass_session=${bin.ownerToken}`, 404],
    ["the hash that is stored", () => `hookglass_owner=${hashToken(bin.ownerToken)}`, 404],
  ])("the owner's cookie: %s", async (_case, header, status) => {
    expect(await read({ cookie: header() })).toBe(status);
  });

  test("a token that somebody made up makes no owner", async () => {
    const response = await fetch(`${server.origin}/api/v1/bins`, {
      method: "POST",
      headers: { authorization: "Bearer hgo_guessable" },
    });
    const { ownerToken } = testBinSchema.parse(await response.json());
    expect(ownerToken).toMatch(/^hgo_[\w-]{43}$/);
  });
});

test("a share link reads a bin and can do nothing else", async () => {
  const { token } = await share({});
  const asReader = (method: string, path: string, body?: unknown) =>
    callApi(server.origin, token, method, path, body);
  expect((await asReader("GET", `/bins/${bin.id}`)).body).not.toHaveProperty("signature");
  const list = summariesSchema.parse((await asReader("GET", `/bins/${bin.id}/requests`)).body);
  expect(list.items.map((item) => item.id)).toContain(requestId);
  for (const [method, path, body] of ROUTES.filter(([name]) => name !== "GET")) {
    expect([method, path(), (await asReader(method, path(), body)).status]).toEqual([
      method,
      path(),
      404,
    ]);
  }
  for (const [, path] of ROUTES.filter(([name, of]) => name === "GET" && !isShared(of()))) {
    expect([path(), (await asReader("GET", path())).status]).toEqual([path(), 404]);
  }
  expect((await asReader("GET", "/dead-letters")).body).toMatchObject({ total: 0, items: [] });
});

/** What a share link is there to read. */
function isShared(path: string): boolean {
  return [
    `/bins/${bin.id}`,
    `/bins/${bin.id}/requests`,
    `/requests/${requestId}`,
    `/requests/${requestId}/body`,
  ].includes(path);
}

test("the dead letters of all bins are those of the caller's own", async () => {
  for (const token of [other.ownerToken, "hgo_made-up", null, bin.slug]) {
    const answer = await callApi(server.origin, token, "GET", "/dead-letters");
    expect(answer.body).toMatchObject({ total: 0, items: [], groups: [] });
    const again = await callApi(server.origin, token, "POST", "/dead-letters/redrive", {
      all: true,
    });
    expect(again.body).toEqual({ redriven: 0 });
    const exported = await callApi(server.origin, token, "GET", "/dead-letters/export");
    expect(exported).toMatchObject({ status: 200, body: null });
  }
});

test("a share link hides credential headers, the digest and the secret unless told otherwise", async () => {
  const secret = "a-very-secret-signing-key";
  await owner("PUT", `/bins/${bin.id}/signature`, { scheme: "github", secrets: [secret] });
  const signed = await capture({
    authorization: "Bearer provider-secret",
    "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
    "x-plain": "yes",
  });
  const { token } = await share({});
  const answer = await callApi(server.origin, token, "GET", `/requests/${signed}`);
  const shown = capturedRequestSchema.parse(answer.body);
  expect(shown.redacted).toBe(true);
  expect(shown.headers).toContainEqual(["authorization", "••••••"]);
  expect(shown.headers).toContainEqual(["x-plain", "yes"]);
  expect(shown.verification).toMatchObject({ status: "failed", cause: "signature_mismatch" });
  expect(shown.verification).not.toHaveProperty("expected");
  expect(JSON.stringify(answer.body)).not.toContain("provider-secret");
  expect(JSON.stringify(answer.body)).not.toContain(secret);

  const open = await share({ redact: false });
  const whole = await callApi(server.origin, open.token, "GET", `/requests/${signed}`);
  expect(JSON.stringify(whole.body)).toContain("provider-secret");
  await owner("DELETE", `/bins/${bin.id}/signature`);
});

test("the signed content does not repeat a header that a share link hides", async () => {
  await owner("PUT", `/bins/${bin.id}/signature`, {
    scheme: "generic-hmac",
    secrets: ["another-signing-key"],
    options: { header: "x-signature", template: "{header:x-api-key}.{body}" },
  });
  const signed = await capture({ "x-api-key": "hidden-key", "x-signature": "0".repeat(64) });
  const read = async (token: string) =>
    JSON.stringify((await callApi(server.origin, token, "GET", `/requests/${signed}`)).body);
  expect(await read((await share({})).token)).not.toContain("hidden-key");
  expect(await read((await share({ redact: false })).token)).toContain("hidden-key");
  await owner("DELETE", `/bins/${bin.id}/signature`);
});

test("a share of one request shows that one only", async () => {
  const second = await capture({});
  const { token } = await share({ requestId });
  const read = (path: string) => callApi(server.origin, token, "GET", path);
  expect((await read(`/requests/${requestId}`)).status).toBe(200);
  expect((await read(`/requests/${second}`)).status).toBe(404);
  const list = summariesSchema.parse((await read(`/bins/${bin.id}/requests`)).body);
  expect(list.items.map((item) => item.id)).toEqual([requestId]);
});

test("a share with a password opens with it and not without", async () => {
  const { token } = await share({ password: "open sesame" });
  const read = (cookie: string) =>
    fetch(`${server.origin}/api/v1/bins/${bin.id}`, {
      headers: { authorization: `Bearer ${token}`, cookie },
    });
  expect((await read("")).status).toBe(404);
  const wrong = await callApi(server.origin, null, "POST", "/shares/unlock", {
    token,
    password: "x",
  });
  expect(wrong.status).toBe(403);
  const right = await callApi(server.origin, null, "POST", "/shares/unlock", {
    token,
    password: "open sesame",
  });
  expect(right.status).toBe(204);
  const cookie = right.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect((await read(cookie)).status).toBe(200);
});

test("a share that expires in the past is refused, a revoked one is gone", async () => {
  const past = await owner("POST", `/bins/${bin.id}/shares`, { expiresAt: "2020-01-01T00:00:00Z" });
  expect(past.body).toMatchObject({
    error: {
      code: "invalid_input",
      issues: [{ path: "expiresAt", message: "must be in the future" }],
    },
  });
  const { id, token } = await share({});
  await owner("DELETE", `/shares/${id}`);
  expect((await callApi(server.origin, token, "GET", `/bins/${bin.id}`)).status).toBe(404);
});

test("a bin's owner can read it with the cookie that creating it set", async () => {
  const created = await fetch(`${server.origin}/api/v1/bins`, { method: "POST" });
  const cookie = created.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(
    /^hookglass_owner=hgo_[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
  );
  const { id } = idSchema.parse(await created.json());
  const read = await fetch(`${server.origin}/api/v1/bins/${id}`, {
    headers: { cookie: cookie.split(";")[0] ?? "" },
  });
  expect(binDetailSchema.parse(await read.json()).id).toBe(id);
});

/** What takes the owner, and not an API token. */
function isOwnersAlone(method: string, path: string): boolean {
  return (
    /\/(?:tokens|shares)(?:\/|$)/.test(path) || (method === "DELETE" && path === `/bins/${bin.id}`)
  );
}

test("an API token of the bin reaches what is not its owner's alone", async () => {
  for (const [method, path, body] of ROUTES) {
    const isAlone = isOwnersAlone(method, path());
    // What it may delete, the test below needs.
    if (method === "DELETE" && !isAlone) continue;
    const { status } = await callApi(server.origin, apiToken, method, path(), body);
    if (isAlone) expect([method, path(), status]).toEqual([method, path(), 403]);
    else expect([403, 404, 500], `${method} ${path()}`).not.toContain(status);
  }
});

// Last, because it ends in deleting everything. A path that leads nowhere would be 404 for all.
test("the owner reaches everything that the matrix names", async () => {
  const deleting = ROUTES.filter(([method]) => method === "DELETE").reverse();
  for (const [method, path, body] of [
    ...ROUTES.filter(([name]) => name !== "DELETE"),
    ...deleting,
  ]) {
    const answer = await owner(method, path(), body);
    expect([method, path(), answer.status]).not.toEqual([method, path(), 404]);
    expect(answer.status).toBeLessThan(500);
    expect(answer.status).not.toBe(403);
  }
});
