import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => discardServer(server));

const seed = (...args: string[]) =>
  run(process.execPath, ["prisma/seed.ts", ...args], { cwd: ROOT });

async function capturedBy(token: string, path: string) {
  return summariesSchema.parse((await callApi(server.origin, token, "GET", path)).body).items;
}

/** What a page says about signatures, in the data that it comes with. */
async function statusesOn(url: string): Promise<Set<string | undefined>> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const page = await response.text();
  return new Set([...page.matchAll(/"status\\?":\\?"(verified|failed)/g)].map((match) => match[1]));
}

test("fills the bin whose capture URL it is given, byte for byte", async () => {
  const bin = await createTestBin(server.origin);
  const { stdout } = await seed(bin.captureUrl);
  const items = await capturedBy(bin.ownerToken, `/bins/${bin.id}/requests?limit=100`);
  expect(stdout).toContain(`Sent ${items.length} requests to ${bin.captureUrl}`);
  expect(items.length).toBeGreaterThan(25);
  expect(new Set(items.map(({ method }) => method))).toEqual(
    new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"]),
  );
  const chunked = items.find(({ path }) => path === "/chunked");
  const found = await callApi(server.origin, bin.ownerToken, "GET", `/requests/${chunked?.id}`);
  expect(capturedRequestSchema.parse(found.body).trailers).toEqual([
    ["Digest", expect.stringMatching(/^sha-256=/)],
    ["X-Finished", "yes"],
  ]);
});

test("makes bins of its own that a link opens, one with right and wrong signatures", async () => {
  const { stdout } = await seed(server.origin);
  const [mixed = "", stripe = ""] = stdout.match(/http\S+\/s\/\S+/g) ?? [];
  expect(await statusesOn(mixed)).toEqual(new Set());
  expect(await statusesOn(stripe)).toEqual(new Set(["verified", "failed"]));
});

test("says so when no server runs", async () => {
  await expect(seed("http://127.0.0.1:1")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^No Hookglass answers at http:\/\/127\.0\.0\.1:1\. Start it with/,
    ),
  });
});
