import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const shareSchema = z.object({ id: z.string(), token: z.string(), url: z.string() });

let server: TestServer;
let bin: TestBin;
beforeAll(async () => {
  server = await startServer();
  bin = await createTestBin(server.origin);
});
afterAll(() => discardServer(server));

async function share(input: Record<string, unknown> = {}) {
  const answer = await callApi(
    server.origin,
    bin.ownerToken,
    "POST",
    `/bins/${bin.id}/shares`,
    input,
  );
  expect(answer.status).toBe(201);
  return shareSchema.parse(answer.body);
}

const read = (token: string, path: string) => callApi(server.origin, token, "GET", path);

async function capture(path: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(`${server.origin}/in/${bin.slug}${path}`, { method: "POST", headers });
  return answer.headers.get("hookglass-request-id") ?? "";
}

async function found(token: string, q: string): Promise<string[]> {
  const query = new URLSearchParams({ q });
  const answer = await read(token, `/bins/${bin.id}/requests?${query}`);
  return summariesSchema.parse(answer.body).items.map((item) => item.id);
}

test("what a link hides cannot be found out by searching for it", async () => {
  const id = await capture("/hidden", { authorization: "Bearer s3cret-of-the-sender" });
  const redacted = await share();
  expect(await found(redacted.token, "s3cret-of")).toEqual([]);
  expect(await found(redacted.token, "authorization")).toEqual([]);
  expect(await found(redacted.token, "/hidden")).toEqual([id]);
  const open = await share({ redact: false });
  expect(await found(open.token, "s3cret-of")).toEqual([id]);
  expect(await found(bin.ownerToken, "s3cret-of")).toEqual([id]);
});

test("a link does not tell the address that writes", async () => {
  const id = await capture("/x?y=1", { "x-callback": bin.captureUrl });
  for (const input of [{}, { redact: false }, { requestId: id }]) {
    const { token } = await share(input);
    const shown = capturedRequestSchema.parse((await read(token, `/requests/${id}`)).body);
    expect(shown).toMatchObject({ target: "/in/••••••/x?y=1", path: "/x", query: "y=1" });
    for (const path of [`/bins/${bin.id}`, `/bins/${bin.id}/requests`, `/requests/${id}`]) {
      expect(JSON.stringify((await read(token, path)).body)).not.toContain(bin.slug);
    }
    expect(await found(token, bin.slug.slice(0, 4))).toEqual([]);
    const page = await (await fetch(`${server.origin}/s/${token}`)).text();
    expect(page).not.toContain(bin.slug);
    expect(page).not.toContain(bin.ownerToken);
  }
  const owned = await read(bin.ownerToken, `/requests/${id}`);
  expect(owned.body).toMatchObject({ target: `/in/${bin.slug}/x?y=1` });
});

test("a link ends at its hour", async () => {
  const expiresAt = new Date(Date.now() + 1_500).toISOString();
  const { token } = await share({ expiresAt });
  expect((await read(token, `/bins/${bin.id}`)).status).toBe(200);
  await expect
    .poll(async () => (await read(token, `/bins/${bin.id}`)).status, { timeout: 5_000 })
    .toBe(404);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  const page = await fetch(`${server.origin}/s/${token}`);
  expect(await page.text()).toContain("This link no longer works");
});

test("a link of one bin opens no other", async () => {
  const other = await createTestBin(server.origin);
  const { token } = await share();
  expect((await read(token, `/bins/${other.id}`)).status).toBe(404);
  expect((await read(token, `/bins/${other.id}/requests`)).status).toBe(404);
  expect((await read(token, "/bins")).body).toEqual({ items: [] });
});

test("a request of another bin cannot be shared", async () => {
  const other = await createTestBin(server.origin);
  const theirs = await fetch(`${server.origin}/in/${other.slug}`, { method: "POST" });
  const requestId = theirs.headers.get("hookglass-request-id");
  const answer = await callApi(server.origin, bin.ownerToken, "POST", `/bins/${bin.id}/shares`, {
    requestId,
  });
  expect(answer.status).toBe(404);
});

test("a password cannot be found by trying", async () => {
  const { token } = await share({ password: "open sesame" });
  const unlock = (password: string) =>
    callApi(server.origin, null, "POST", "/shares/unlock", { token, password });
  const tries = await Promise.all(Array.from({ length: 25 }, (_, index) => unlock(`${index}`)));
  expect(tries.filter(({ status }) => status === 403)).toHaveLength(20);
  const refused = tries.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(60);
  expect((await unlock("open sesame")).status).toBe(429);
});

test("the proof that a password was given opens that link only, and cannot be made up", async () => {
  const [first, second] = [
    await share({ password: "pass one" }),
    await share({ password: "two!" }),
  ];
  const unlocked = await callApi(server.origin, null, "POST", "/shares/unlock", {
    token: first.token,
    password: "pass one",
  });
  const cookie = unlocked.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/);
  const proof = cookie.split(";")[0]?.split("=")[1] ?? "";
  const readWith = (token: string, cookies: string) =>
    fetch(`${server.origin}/api/v1/bins/${bin.id}`, {
      headers: { authorization: `Bearer ${token}`, cookie: cookies },
    });
  expect((await readWith(first.token, `hookglass_share_${first.id}=${proof}`)).status).toBe(200);
  expect((await readWith(second.token, `hookglass_share_${second.id}=${proof}`)).status).toBe(404);
  expect((await readWith(first.token, `hookglass_share_${first.id}=${proof}x`)).status).toBe(404);
  expect((await readWith(first.token, `hookglass_share_${first.id}=`)).status).toBe(404);
});
