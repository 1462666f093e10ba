import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { binDetailSchema, capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin, testBinSchema } from "#tests/support/api.ts";
import { discardServer, makeDataDir, startServer, type TestServer } from "#tests/support/server.ts";

const sampleSchema = z.object({ requestId: z.string(), message: z.string() });

let postgres: EmbeddedPostgres;
let server: TestServer;
beforeAll(async () => {
  postgres = await startEmbeddedPostgres(await makeDataDir());
  await migrate(postgres.connectionString);
  server = await startServer({
    env: {
      DATABASE_URL: postgres.connectionString,
      HOOKGLASS_MAX_REQUESTS_PER_BIN: "20",
      HOOKGLASS_RATE_LIMIT: "on",
      HOOKGLASS_CAPTURES_PER_MINUTE: "40",
      HOOKGLASS_NEW_BINS_PER_HOUR: "30",
    },
  });
});
afterAll(async () => {
  await discardServer(server);
  await postgres?.stop();
});

const as = (bin: TestBin) => (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

async function capture(bin: TestBin, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.origin}/in/${bin.slug}${path}`, { method: "POST", ...init });
}

const pathsOf = async (bin: TestBin, query = "") => {
  const page = await as(bin)("GET", `/bins/${bin.id}/requests?limit=500${query}`);
  return summariesSchema.parse(page.body).items.map((item) => item.path);
};

test("keeps the newest requests and every pinned one", async () => {
  const bin = await createTestBin(server.origin);
  const first = z.object({ id: z.string() }).parse(await (await capture(bin, "/pinned")).json());
  await as(bin)("PATCH", `/requests/${first.id}`, { pinned: true });
  for (let index = 0; index < 25; index += 1) await capture(bin, `/${index}`);
  await expect.poll(() => pathsOf(bin), { timeout: 8_000 }).toHaveLength(21);
  const kept = Array.from({ length: 20 }, (_, index) => `/${24 - index}`);
  expect(await pathsOf(bin)).toEqual([...kept, "/pinned"]);
  const detail = binDetailSchema.parse((await as(bin)("GET", `/bins/${bin.id}`)).body);
  expect(detail.counts).toEqual({ kept: 20, pinned: 1 });
});

test("refuses what is over the rate, says when to come back and shows it to the owner", async () => {
  const bin = await createTestBin(server.origin);
  const answers = await Promise.all(Array.from({ length: 45 }, () => capture(bin, "/")));
  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(5);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await refused[0]?.json()).toMatchObject({ error: { code: "rate_limited" } });
  await expect
    .poll(
      async () => binDetailSchema.parse((await as(bin)("GET", `/bins/${bin.id}`)).body).refusals,
      { timeout: 5_000 },
    )
    .toMatchObject([{ reason: "rate_limited", status: 429, count: 5 }]);
});

test.each([
  ["in the path", "/needle-path", {}],
  ["in a header", "/", { headers: { "x-note": 'say "NEEDLE" once' } }],
  ["in the body", "/", { body: "some neeDLE here" }],
  ["in a body that is not text", "/", { body: Buffer.from([0, 255, ...Buffer.from("needle"), 0]) }],
])("finds text %s", async (_where, path, init) => {
  const bin = await createTestBin(server.origin);
  await capture(bin, "/other", { body: "hay" });
  await capture(bin, path, init);
  expect(await pathsOf(bin, "&q=needle")).toEqual([path]);
  expect(await pathsOf(bin, "&q=absent")).toEqual([]);
});

test("takes search text literally", async () => {
  const bin = await createTestBin(server.origin);
  await capture(bin, "/", { body: "50%_off\\ümlaut" });
  for (const [query, count] of [
    ["50%_off\\", 1],
    ["5%f", 0],
    ["ümlaut", 1],
    ["'; DROP TABLE requests; --", 0],
  ] as const) {
    expect(await pathsOf(bin, `&q=${encodeURIComponent(query)}`)).toHaveLength(count);
  }
});

test("pages through a bin without missing or repeating a request", async () => {
  const bin = await createTestBin(server.origin);
  for (let index = 0; index < 11; index += 1) await capture(bin, `/${index}`);
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const path = `/bins/${bin.id}/requests?limit=4${cursor && `&cursor=${cursor}`}`;
    const page: z.infer<typeof summariesSchema> = summariesSchema.parse(
      (await as(bin)("GET", path)).body,
    );
    seen.push(...page.items.map((item) => item.path));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(Array.from({ length: 11 }, (_, index) => `/${10 - index}`));
});

test("a bin can be made with the signature it checks", async () => {
  const secret = "the-secret-of-a-new-bin";
  const created = await fetch(`${server.origin}/api/v1/bins`, {
    method: "POST",
    body: JSON.stringify({ name: "signed", signature: { scheme: "gitlab", secrets: [secret] } }),
  });
  expect(created.status).toBe(201);
  const text = await created.text();
  expect(text).not.toContain(secret);
  const bin = testBinSchema.parse(JSON.parse(text));
  const detail = binDetailSchema.parse((await as(bin)("GET", `/bins/${bin.id}`)).body);
  expect(detail).toMatchObject({ name: "signed", signature: { scheme: "gitlab" } });
  const sent = await capture(bin, "/", { headers: { "x-gitlab-token": secret } });
  const stored = await as(bin)("GET", `/requests/${sent.headers.get("hookglass-request-id")}`);
  expect(stored.body).toMatchObject({ verification: { status: "authenticated" } });
});

test("lists the caller's bins, the last used first", async () => {
  const first = await createTestBin(server.origin);
  const headers = { authorization: `Bearer ${first.ownerToken}` };
  const second = testBinSchema.parse(
    await (await fetch(`${server.origin}/api/v1/bins`, { method: "POST", headers })).json(),
  );
  expect(second.ownerToken).toBe(first.ownerToken);
  const listed = async () => {
    const { body } = await as(first)("GET", "/bins");
    return z.object({ items: z.array(z.object({ id: z.string() })) }).parse(body).items;
  };
  expect((await listed()).map(({ id }) => id)).toEqual([second.id, first.id]);
  await capture(first, "/");
  await expect
    .poll(async () => (await listed()).map(({ id }) => id), { timeout: 5_000 })
    .toEqual([first.id, second.id]);
});

test("a signed sample sets up an unset bin and verifies", async () => {
  const bin = await createTestBin(server.origin);
  for (const kind of ["github", "stripe"]) {
    const fresh = kind === "github" ? bin : await createTestBin(server.origin);
    const sent = sampleSchema.parse(
      (await as(fresh)("POST", `/bins/${fresh.id}/samples`, { kind })).body,
    );
    const stored = await as(fresh)("GET", `/requests/${sent.requestId}`);
    expect(capturedRequestSchema.parse(stored.body).verification).toMatchObject({
      status: "verified",
    });
    const detail = binDetailSchema.parse((await as(fresh)("GET", `/bins/${fresh.id}`)).body);
    expect(detail.signature?.scheme).toBe(kind);
  }
});

test("changing the secret re-checks what is stored", async () => {
  const bin = await createTestBin(server.origin);
  await as(bin)("POST", `/bins/${bin.id}/samples`, { kind: "github" });
  const statuses = async () => {
    const page = await as(bin)("GET", `/bins/${bin.id}/requests`);
    return summariesSchema.parse(page.body).items.map((item) => item.verification?.status ?? null);
  };
  expect(await statuses()).toEqual(["verified"]);
  await as(bin)("PUT", `/bins/${bin.id}/signature`, {
    scheme: "github",
    secrets: ["another secret"],
  });
  await expect.poll(statuses).toEqual(["failed"]);
  await as(bin)("DELETE", `/bins/${bin.id}/signature`);
  await expect.poll(statuses).toEqual([null]);
});

test.each([
  ["PUT", "/signature", { scheme: "gihub", secrets: ["x"] }, "scheme"],
  ["PUT", "/signature", { scheme: "github", secrets: [] }, "secrets"],
  ["PATCH", "", { name: "" }, "name"],
  ["PATCH", "", { nmae: "x" }, ""],
  ["POST", "/samples", { kind: "paypal" }, "kind"],
])("names what is wrong in %s %s", async (method, path, body, field) => {
  const bin = await createTestBin(server.origin);
  const answer = await as(bin)(method, `/bins/${bin.id}${path}`, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    error: { code: "invalid_input", issues: [{ path: field }] },
  });
});
