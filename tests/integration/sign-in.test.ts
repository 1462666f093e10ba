import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createDb } from "#lib/db.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { callApi, createTestBin } from "#tests/support/api.ts";
import { createJar, type Jar } from "#tests/support/browser-jar.ts";
import { type Mailbox, startMailbox } from "#tests/support/mailbox.ts";
import { discardServer, makeDataDir, startServer, type TestServer } from "#tests/support/server.ts";

const binSchema = z.object({
  id: z.string(),
  slug: z.string(),
  ownerToken: z.string().nullable(),
  expiresAt: z.string().nullable(),
});

let postgres: EmbeddedPostgres;
let mailbox: Mailbox;
let server: TestServer;
beforeAll(async () => {
  mailbox = await startMailbox();
  postgres = await startEmbeddedPostgres(await makeDataDir());
  await migrate(postgres.connectionString);
  server = await startServer({
    env: {
      DATABASE_URL: postgres.connectionString,
      SMTP_URL: mailbox.url,
      MAIL_FROM: "Hookglass <hookglass@example.com>",
      GITHUB_ID: "a-client-id",
      GITHUB_SECRET: "a-client-secret",
    },
  });
});
afterAll(async () => {
  await discardServer(server);
  await postgres?.stop();
  await mailbox?.close();
});

async function createBin(jar: Jar): Promise<z.infer<typeof binSchema>> {
  const response = await jar.fetch(`${server.origin}/api/v1/bins`, { method: "POST" });
  expect(response.status).toBe(201);
  return binSchema.parse(await response.json());
}

/** Resolves to the page that the browser ends up on. */
async function askForMail(jar: Jar, email: string): Promise<string> {
  const csrf = await jar.fetch(`${server.origin}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  const response = await jar.fetch(`${server.origin}/api/auth/signin/email`, {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email, callbackUrl: `${server.origin}/`, json: "true" }),
  });
  const { url } = z.object({ url: z.string() }).parse(await response.json());
  return landing(jar, url);
}

/** Follows redirects to the address of a page. */
async function landing(jar: Jar, url: string): Promise<string> {
  const next = (await jar.fetch(url)).headers.get("location");
  return next === null ? url : landing(jar, new URL(next, url).href);
}

async function signIn(jar: Jar, email: string): Promise<Response> {
  await askForMail(jar, email);
  const link = mailbox.linkTo(email.toLowerCase(), `${server.origin}/api/auth/callback`);
  if (!link) throw new Error(`there is no link in a mail to ${email}`);
  return jar.fetch(link.replaceAll("&amp;", "&"));
}

const statusOf = async (jar: Jar, path: string) =>
  (await jar.fetch(`${server.origin}/api/v1${path}`)).status;

test("a mailed link signs in, with a session in the database, and claims this browser's bins", async () => {
  const [laptop, elsewhere] = [createJar(), createJar()];
  const bin = await createBin(laptop);
  const token = bin.ownerToken ?? "";
  // The same anonymous owner in another browser, as when a token was copied.
  elsewhere.cookies.set("hookglass_owner", token);
  expect(await statusOf(elsewhere, `/bins/${bin.id}`)).toBe(200);
  const headers = { authorization: `Bearer ${token}` };
  const socket = io(server.origin, {
    ...{ transports: ["websocket"], reconnection: false, extraHeaders: headers },
  });
  expect(await socket.timeout(5_000).emitWithAck("bin:watch", { binId: bin.id })).toMatchObject({
    ok: true,
  });
  const putOut = new Promise((resolve) => socket.once("disconnect", resolve));

  const returned = await signIn(laptop, "ada@example.com");
  expect(returned.status).toBe(302);
  expect(returned.headers.get("location")).toBe(`${server.origin}/`);
  const cookie = returned.headers.getSetCookie().find((one) => one.startsWith("hookglass_session"));
  expect(cookie).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax$/);
  const session = await laptop.fetch(`${server.origin}/api/auth/session`);
  expect(await session.json()).toMatchObject({ user: { email: "ada@example.com" } });

  expect(await statusOf(laptop, `/bins/${bin.id}`)).toBe(200);
  const detail = await laptop.fetch(`${server.origin}/api/v1/bins/${bin.id}`);
  expect(await detail.json()).toMatchObject({ owner: "account", expiresAt: null });
  expect(await statusOf(elsewhere, `/bins/${bin.id}`)).toBe(404);
  expect((await callApi(server.origin, token, "GET", `/bins/${bin.id}`)).status).toBe(404);
  expect(await putOut).toBe("io server disconnect");
  const captured = await fetch(`${server.origin}/in/${bin.slug}`, { method: "POST" });
  expect(captured.status).toBe(200);

  const phone = createJar();
  await signIn(phone, "Ada@Example.com");
  expect(await statusOf(phone, `/bins/${bin.id}`)).toBe(200);
  const made = await createBin(phone);
  expect(made).toMatchObject({ ownerToken: null, expiresAt: null });
  expect(await statusOf(laptop, `/bins/${made.id}`)).toBe(200);
});

test("API tokens of a claimed bin go on, and a bin of an account gets its own", async () => {
  const jar = createJar();
  const bin = await createBin(jar);
  const makeToken = async () => {
    const url = `${server.origin}/api/v1/bins/${bin.id}/tokens`;
    const made = await (await jar.fetch(url, { method: "POST" })).json();
    return z.object({ token: z.string() }).parse(made).token;
  };
  const before = await makeToken();
  await signIn(jar, "programs@example.com");
  for (const token of [before, await makeToken()]) {
    const read = await callApi(server.origin, token, "GET", `/bins/${bin.id}`);
    expect(read.body).toMatchObject({ id: bin.id, owner: "account" });
    expect((await callApi(server.origin, token, "DELETE", `/bins/${bin.id}`)).status).toBe(403);
  }
});

test("a link works once", async () => {
  const jar = createJar();
  await signIn(jar, "once@example.com");
  const link = mailbox.linkTo("once@example.com", `${server.origin}/api/auth/callback`) ?? "";
  const jarOfAnother = createJar();
  const page = await landing(jarOfAnother, link.replaceAll("&amp;", "&"));
  expect(page).toContain("/sign-in?error=Verification");
  expect(jarOfAnother.cookies.has("hookglass_session")).toBe(false);
});

test("somebody else's link signs into their account but takes no bins there", async () => {
  const [attacker, victim] = [createJar(), createJar()];
  const bin = await createBin(victim);
  await askForMail(attacker, "mallory@example.com");
  const link = mailbox.linkTo("mallory@example.com", `${server.origin}/api/auth/callback`) ?? "";
  await victim.fetch(link.replaceAll("&amp;", "&"));
  expect(victim.cookies.has("hookglass_session")).toBe(true);
  expect(await statusOf(victim, `/bins/${bin.id}`)).toBe(200);
  await signIn(attacker, "mallory@example.com");
  expect(await statusOf(attacker, `/bins/${bin.id}`)).toBe(404);
});

test("signing out ends the session on the server too", async () => {
  const jar = createJar();
  await signIn(jar, "leaving@example.com");
  const kept = jar.cookies.get("hookglass_session") ?? "";
  const bin = await createBin(jar);
  const csrf = await jar.fetch(`${server.origin}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  await jar.fetch(`${server.origin}/api/auth/signout`, {
    method: "POST",
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  expect(jar.cookies.has("hookglass_session")).toBe(false);
  const copied = createJar();
  copied.cookies.set("hookglass_session", kept);
  expect(await statusOf(copied, `/bins/${bin.id}`)).toBe(404);
});

test("nobody's mailbox is filled through us", async () => {
  const urls: string[] = [];
  for (let index = 0; index < 7; index += 1) {
    urls.push(await askForMail(createJar(), "flooded@example.com"));
  }
  expect(urls.filter((url) => url.includes("sent=1"))).toHaveLength(5);
  expect(urls.slice(5).every((url) => url.includes("error=TooManyMails"))).toBe(true);
  expect(mailbox.mails.filter(({ to }) => to === "flooded@example.com")).toHaveLength(5);
});

test("no other site's page starts a sign-in, and no address but ours is returned to", async () => {
  const foreign = await createJar().fetch(`${server.origin}/api/auth/signin/email`, {
    method: "POST",
    headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    body: new URLSearchParams({ email: "x@example.com" }),
  });
  expect(foreign.status).toBe(403);
  const huge = await createJar().fetch(`${server.origin}/api/auth/signin/email`, {
    method: "POST",
    body: new URLSearchParams({ email: "x".repeat(20_000) }),
  });
  expect(huge.status).toBe(413);
  const jar = createJar();
  const csrf = await jar.fetch(`${server.origin}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  await jar.fetch(`${server.origin}/api/auth/signin/email`, {
    method: "POST",
    body: new URLSearchParams({
      ...{ csrfToken, email: "bea@example.com", callbackUrl: "https://evil.example/" },
    }),
  });
  const link = mailbox.linkTo("bea@example.com", `${server.origin}/api/auth/callback`) ?? "";
  expect(link).not.toContain("evil.example");
  const returned = await jar.fetch(link.replaceAll("&amp;", "&"));
  expect(returned.headers.get("location")).toBe(server.origin);
});

test("providers are offered when they are set, and no others", async () => {
  const offered = async ({ origin }: TestServer) =>
    Object.keys(await (await fetch(`${origin}/api/auth/providers`)).json());
  expect(await offered(server)).toEqual(["github", "email"]);
  const page = await (await fetch(`${server.origin}/sign-in`)).text();
  expect(page).toContain("GitHub");
  expect(page).not.toContain("Google");

  const plain = await startServer();
  expect(await offered(plain)).toEqual([]);
  const help = await (await fetch(`${plain.origin}/sign-in`)).text();
  for (const setting of ["GITHUB_ID", "GOOGLE_ID", "SMTP_URL"]) expect(help).toContain(setting);
  const bin = await createTestBin(plain.origin);
  expect((await callApi(plain.origin, bin.ownerToken, "GET", `/bins/${bin.id}`)).status).toBe(200);
  await discardServer(plain);
});

test("the database holds no token that opens anything, nor the log", async () => {
  const jar = createJar();
  await signIn(jar, "carol@example.com");
  const link = mailbox.linkTo("carol@example.com", `${server.origin}/api/auth/callback`) ?? "";
  const mailed = new URL(link.replaceAll("&amp;", "&")).searchParams.get("token") ?? "none";
  const session = jar.cookies.get("hookglass_session") ?? "none";
  const db = createDb(postgres.connectionString, 1);
  const rows = JSON.stringify([
    await db.user.findMany(),
    await db.session.findMany(),
    await db.account.findMany(),
    await db.verificationToken.findMany(),
  ]);
  await db.$disconnect();
  expect(rows).toContain("carol@example.com");
  for (const secret of [mailed, session, "a-client-secret"]) {
    expect(rows).not.toContain(secret);
    expect(server.log()).not.toContain(secret);
  }
});
