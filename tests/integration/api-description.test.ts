import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { OpenApiDocument } from "#lib/api-description/schema.ts";
import { createTestBin, type TestBin } from "#tests/support/api.ts";
import { createDescribedApi, type DescribedApi } from "#tests/support/described-api.ts";
import { createSchemaJudge } from "#tests/support/schema-judge.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const NOBODY_LISTENS = "http://127.0.0.1:1/";
const NEW_BINS_PER_HOUR = 8;
const withId = z.object({ id: z.string() });
const withState = z.object({ state: z.string() });

let server: TestServer;
let document: OpenApiDocument;
let api: DescribedApi;
let bin: TestBin;
let apiToken: string;
/** What the braces of a path stand for, all of it the owner's. */
let ids: Record<string, string>;

beforeAll(async () => {
  server = await startServer({
    env: {
      HOOKGLASS_RATE_LIMIT: "on",
      HOOKGLASS_NEW_BINS_PER_HOUR: String(NEW_BINS_PER_HOUR),
    },
  });
  const response = await fetch(`${server.origin}/api/v1/openapi.json`);
  document = await response.json();
  api = createDescribedApi(server.origin, document);
  bin = await createTestBin(server.origin);
  ids = { binId: bin.id };
  ids.requestId = await capture();
});
afterAll(() => discardServer(server));

async function capture(): Promise<string> {
  const headers = { "content-type": "application/json", "x-github-delivery": "same-event" };
  const sent = { method: "POST", headers, body: '{"hello":"world"}' };
  return withId.parse(await (await fetch(bin.captureUrl, sent)).json()).id;
}

const owner = (name: string, options: { query?: string; body?: unknown } = {}) =>
  api.call(name, { ids, token: bin.ownerToken, ...options });

async function made(name: string, body: unknown): Promise<string> {
  return withId.parse((await owner(name, { body })).body).id;
}

/** Reads what stands under a path until it has come to this state. */
function reached(path: string, state: string): Promise<void> {
  const read = async () => withState.parse((await owner(`get ${path}`)).body).state;
  return vi.waitFor(async () => expect(await read()).toBe(state), {
    timeout: 15_000,
    interval: 50,
  });
}

test("bins answer as described", async () => {
  const created = await api.call("post /bins", { body: { name: "Another" } });
  const { id, ownerToken } = z
    .object({ id: z.string(), ownerToken: z.string() })
    .parse(created.body);
  await api.call("get /bins", { token: ownerToken });
  await owner("get /bins/{binId}");
  await owner("patch /bins/{binId}", { body: { name: "Renamed" } });
  await api.call("delete /bins/{binId}", { ids: { binId: id }, token: ownerToken });
  expect((await api.call("delete /bins/{binId}", { ids: { binId: id } })).status).toBe(404);
});

test("signatures answer as described", async () => {
  const setting = { scheme: "github", secrets: ['"quoted"'], options: {} };
  await owner("put /bins/{binId}/signature", { body: setting });
  await owner("get /requests/{requestId}");
  await owner("post /requests/{requestId}/diagnosis", { body: {} });
  const edit = { kind: "edit_secret", position: 0, edit: "unquote" };
  await owner("patch /bins/{binId}/signature", { body: edit });
  const wrong = await owner("put /bins/{binId}/signature", { body: { ...setting, scheme: "no" } });
  expect(wrong).toMatchObject({ status: 400, body: { error: { issues: [{ path: "scheme" }] } } });
  const again = await owner("patch /bins/{binId}/signature", { body: { ...edit, position: 7 } });
  expect(again.status).toBe(409);
  const request = { method: "POST", url: "https://example.com/", headers: [], bodyBase64: "e30=" };
  const check = { scheme: "stripe", secrets: ["whsec_x"], request };
  await api.call("post /verify", { body: check });
  const headers: [string, string][] = [["Stripe-Signature", `t=1,v1=${"0".repeat(64)}`]];
  await api.call("post /verify", { body: { ...check, request: { ...request, headers } } });
  await owner("delete /bins/{binId}/signature");
});

test("requests answer as described", async () => {
  const list = await owner("get /bins/{binId}/requests", { query: "?limit=1&q=hello" });
  expect(list.body).toMatchObject({ items: [{ id: ids.requestId }] });
  await owner("get /requests/{requestId}");
  expect((await owner("get /requests/{requestId}/body")).body).toBe('{"hello":"world"}');
  await owner("patch /requests/{requestId}", { body: { pinned: true } });
  expect((await owner("get /bins/{binId}/requests", { query: "?limit=0" })).status).toBe(400);
});

test("targets answer as described", async () => {
  ids.targetId = await made("post /bins/{binId}/targets", { name: "App", url: NOBODY_LISTENS });
  const retry = { kind: "linear", everyMs: 100, attempts: 1 };
  await owner("patch /targets/{targetId}", { body: { retry, forward: false } });
  await owner("get /bins/{binId}/targets");
  await api.call("post /targets/preview", { body: { retry: { kind: "default" } } });
});

test("deliveries answer as described", async () => {
  const body = { target: NOBODY_LISTENS, retry: { kind: "linear", everyMs: 100, attempts: 1 } };
  ids.deliveryId = await made("post /requests/{requestId}/deliveries", body);
  await reached("/deliveries/{deliveryId}", "dead");
  const report = document.paths["/requests/{requestId}/deliveries/reported"]?.post?.requestBody;
  const reported = report?.content["application/json"]?.example;
  await owner("post /requests/{requestId}/deliveries/reported", { body: reported });
  await owner("get /requests/{requestId}/deliveries");
  await owner("get /bins/{binId}/deliveries", { query: "?state=dead,failed&limit=1" });
  await owner("get /bins/{binId}/dead-letters");
  await api.call("get /dead-letters", { token: bin.ownerToken });
  await exportIsAsDescribed("/bins/{binId}/dead-letters/export");
  await exportIsAsDescribed("/dead-letters/export");
  expect((await owner("post /deliveries/{deliveryId}/retry")).status).toBe(200);
  await reached("/deliveries/{deliveryId}", "dead");
  await owner("post /bins/{binId}/dead-letters/redrive", { body: { reason: "guard" } });
  await owner("post /deliveries/{deliveryId}/cancel");
  await owner("post /dead-letters/redrive", { body: { all: true } });
  await capture();
  await owner("get /requests/{requestId}/lineage");
});

async function exportIsAsDescribed(path: string) {
  const { body } = await owner(`get ${path}`);
  const [line = ""] = z.string().parse(body).split("\n");
  const described = document.paths[path]?.get?.responses["200"];
  const schema = described?.content?.["application/x-ndjson"]?.schema;
  expect(createSchemaJudge(document)(schema ?? {}, JSON.parse(line))).toEqual([]);
}

test("bulk resends and lab runs answer as described", async () => {
  ids.resendId = await made("post /bins/{binId}/resends", { targetIds: [ids.targetId] });
  ids.labId = await made("post /requests/{requestId}/lab", {
    ...{ targetId: ids.targetId, times: 2, pattern: "at_once" },
  });
  for (const path of ["/resends/{resendId}", "/lab/{labId}"]) {
    await reached(path, "done");
    await owner(`delete ${path}`);
  }
});

test("share links answer as described, to the owner and to the reader", async () => {
  const name = "post /bins/{binId}/shares";
  const share = z.object({ id: z.string(), token: z.string() });
  const open = share.parse((await owner(name, { body: {} })).body);
  ids.shareId = open.id;
  for (const path of ["/bins/{binId}", "/bins/{binId}/requests", "/requests/{requestId}"]) {
    await api.call(`get ${path}`, { ids, token: open.token });
  }
  await owner("get /bins/{binId}/shares");
  const { token } = share.parse((await owner(name, { body: { password: "open sesame" } })).body);
  const unlock = (password: string) =>
    api.call("post /shares/unlock", { body: { token, password } });
  expect((await unlock("wrong")).status).toBe(403);
  expect((await unlock("open sesame")).status).toBe(204);
});

test("API tokens answer as described", async () => {
  const made = await owner("post /bins/{binId}/tokens", { body: {} });
  const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(made.body);
  [ids.tokenId, apiToken] = [id, token];
  await owner("get /bins/{binId}/tokens");
  await api.call("get /bins/{binId}", { ids, token });
});

test("simulators and the service itself answer as described", async () => {
  await api.call("get /simulators");
  const sample = { provider: "stripe", event: "payment_intent.succeeded" };
  await api.call("get /simulators/{provider}/{event}", { ids: sample });
  await owner("post /bins/{binId}/samples", { body: { ...sample, breakage: "duplicate" } });
  await api.call("get /health");
  await api.call("get /openapi.json");
});

describe("who may call", () => {
  const belongsToSomebody = (security: Record<string, string[]>[]) =>
    security.length > 0 && security.every((scheme) => Object.keys(scheme).length > 0);

  const ownedCalls = () =>
    Object.entries(document.paths).flatMap(([path, calls]) =>
      Object.entries(calls).flatMap(([method, call]) =>
        belongsToSomebody(call.security) ? [{ name: `${method} ${path}`, call }] : [],
      ),
    );

  test("others read not_found where a call is the owner's", async () => {
    const other = await createTestBin(server.origin);
    expect(ownedCalls().length).toBeGreaterThan(30);
    for (const { name, call } of ownedCalls()) {
      const body = call.requestBody?.content["application/json"]?.example;
      const answer = await api.call(name, { ids, token: other.ownerToken, body });
      expect([name, answer.status]).toEqual([name, 404]);
    }
  });

  test("an API token is refused where it is not named", async () => {
    const closed = ownedCalls().filter(
      ({ call }) => !call.security.some((scheme) => "apiToken" in scheme),
    );
    expect(closed.length).toBeGreaterThan(5);
    for (const { name, call } of closed) {
      const body = call.requestBody?.content["application/json"]?.example;
      const answer = await api.call(name, { ids, token: apiToken, body });
      expect([name, answer.status]).toEqual([name, 403]);
    }
  });

  test("a page of another site is refused", async () => {
    const headers = { origin: "https://elsewhere.example" };
    expect((await api.call("post /bins", { headers })).status).toBe(403);
  });
});

test("what is too large is refused as described", async () => {
  const answer = await owner("patch /bins/{binId}", { body: { name: "x".repeat(300_000) } });
  expect(answer.status).toBe(413);
});

test("what is deleted answers as described, and then every call has been made", async () => {
  for (const path of [
    "/tokens/{tokenId}",
    "/shares/{shareId}",
    "/targets/{targetId}",
    "/requests/{requestId}",
  ]) {
    expect((await owner(`delete ${path}`)).status).toBe(204);
  }
  await owner("delete /bins/{binId}/requests", { query: "?pinned=true" });
  const described = Object.values(document.paths).flatMap((calls) =>
    Object.values(calls).map((call) => call.operationId),
  );
  expect([...api.answered].sort()).toEqual(described.sort());
});

test("caches may keep the description and ask whether it is still the one", async () => {
  const url = `${server.origin}/api/v1/openapi.json`;
  const first = await fetch(url);
  expect(first.headers.get("cache-control")).toBe("public, max-age=300");
  const etag = first.headers.get("etag") ?? "";
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await fetch(url, { headers: { "if-none-match": known } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  }
  expect((await fetch(url, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("limits answer as described", async () => {
  const statuses: number[] = [];
  while (!statuses.includes(429) && statuses.length <= NEW_BINS_PER_HOUR) {
    statuses.push((await api.call("post /bins")).status);
  }
  expect(statuses.at(-1)).toBe(429);
});
