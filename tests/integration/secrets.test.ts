import { createHmac } from "node:crypto";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { dumpDatabase } from "#tests/support/dump.ts";
import { makeDataDir, startServer, type TestServer } from "#tests/support/server.ts";

const MASTER = "the-master-secret-of-this-server-0815-0815";
const SECRETS = {
  github: "github-webhook-secret-4711",
  stripe: "whsec_stripeEndpointSecret4712",
  "standard-webhooks": `whsec_${Buffer.from("standard-webhooks-key-4713").toString("base64")}`,
  gitlab: "gitlab-secret-token-4714",
  wrong: "another-secret-altogether-4715",
};
const PASSWORD = "open-sesame-4716";

let dataDir: string;
let postgres: EmbeddedPostgres;
let server: TestServer;
let bin: TestBin;
const answers: string[] = [];
beforeAll(async () => {
  dataDir = await makeDataDir();
  postgres = await startEmbeddedPostgres(dataDir);
  await migrate(postgres.connectionString);
  const settings = { DATABASE_URL: postgres.connectionString, HOOKGLASS_SECRET: MASTER };
  server = await startServer({ dataDir, env: { ...settings, LOG_LEVEL: "trace" } });
  bin = await createTestBin(server.origin);
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown) {
  const answer = await callApi(server.origin, bin.ownerToken, method, path, body);
  answers.push(JSON.stringify(answer.body));
  return answer;
}

/** A secret in the shapes in which it could slip through. */
function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64").slice(0, -4), bytes.toString("hex")];
}

function expectNone(where: string, text: string, secrets: string[]): void {
  const found = secrets.flatMap(shapesOf).filter((shape) => text.includes(shape));
  expect({ where, found }).toEqual({ where, found: [] });
}

test("no secret is in any answer, in any line of the log or anywhere in the database", async () => {
  for (const scheme of ["github", "stripe", "standard-webhooks", "gitlab"] as const) {
    const body = { scheme, secrets: [SECRETS[scheme], SECRETS.wrong] };
    expect((await call("PUT", `/bins/${bin.id}/signature`, body)).status).toBe(200);
    await call("POST", `/bins/${bin.id}/samples`, { kind: "test" });
    await call("POST", `/bins/${bin.id}/samples`, { kind: "github" });
    const payload = "{}";
    const signature = createHmac("sha256", SECRETS.github).update(payload).digest("hex");
    const captured = await fetch(`${server.origin}/in/${bin.slug}`, {
      method: "POST",
      body: payload,
      headers: { "x-hub-signature-256": `sha256=${signature}`, "x-gitlab-token": "a wrong token" },
    });
    await call("GET", `/requests/${captured.headers.get("hookglass-request-id")}`);
    await call("GET", `/bins/${bin.id}`);
    await call("GET", "/bins");
    const request = { method: "POST", url: "/", headers: [], bodyBase64: "" };
    await call("POST", "/verify", { ...body, request });
    await call("POST", "/verify", {
      ...body,
      request,
      options: { nonsense: SECRETS.wrong.length },
    });
    await call("PUT", `/bins/${bin.id}/signature`, { ...body, scheme: "no-such-scheme" });
  }
  const share = await call("POST", `/bins/${bin.id}/shares`, { password: PASSWORD });
  const { token } = z.object({ token: z.string() }).parse(share.body);
  await callApi(server.origin, null, "POST", "/shares/unlock", { token, password: PASSWORD });
  await callApi(server.origin, token, "GET", `/bins/${bin.id}`);

  const dump = await dumpDatabase(postgres.connectionString);
  // What fails must not tell either.
  await postgres.stop();
  const away = { scheme: "github", secrets: [SECRETS.github] };
  expect((await call("PUT", `/bins/${bin.id}/signature`, away)).status).toBe(503);
  await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST" });
  await postgres.ensureRunning();

  const secrets = [...Object.values(SECRETS), PASSWORD, MASTER];
  expectNone("answers", answers.join("\n"), secrets);
  expectNone("log", server.log(), [...secrets, token, bin.ownerToken]);
  expectNone("database", dump, [...secrets, token, bin.ownerToken]);
  // The dump is one: what is not secret is in it.
  expect(dump).toContain(bin.slug);
  expect(dump).toContain("public.signing_secrets");
});
