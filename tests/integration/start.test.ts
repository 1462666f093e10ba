import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { unprivilegedUser } from "#lib/embedded/unprivileged-user.ts";
import { createTestBin } from "#tests/support/api.ts";
import { discardServer, makeDataDir, startServer, type TestServer } from "#tests/support/server.ts";

const ROOT = join(import.meta.dirname, "../..");

const folders: string[] = [];
let server: TestServer | undefined;
afterEach(async () => {
  await discardServer(server);
  server = undefined;
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function dataDir(): Promise<string> {
  const folder = await makeDataDir();
  folders.push(folder);
  return folder;
}

/** Starts a server that is expected to end by itself. */
async function failToStart(env: Record<string, string>) {
  const child = spawn(process.execPath, ["server.ts"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [[code], said] = await Promise.all([once(child, "exit"), text(child.stderr)]);
  return { code, said };
}

describe("a server that cannot start says why, without a stack trace, and exits with 1", () => {
  test("wrong settings", async () => {
    const { code, said } = await failToStart({ HOOKGLASS_RATE_LIMIT: "maybe", LOG_LEVEL: "loud" });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^These settings are wrong:\n {2}LOG_LEVEL: .*\n {2}HOOKGLASS_RATE_LIMIT: /,
    );
    expect(said.trimEnd().split("\n")).toHaveLength(3);
  });

  test("a data folder that is a file", async () => {
    const file = join(await dataDir(), "data");
    await writeFile(file, "");
    expect(await failToStart({ HOOKGLASS_DATA_DIR: file })).toEqual({
      code: 1,
      said: `Cannot write to the data folder ${file}: it is a file. Set HOOKGLASS_DATA_DIR to a folder that this user may write to.\n`,
    });
  });

  test("a database that does not answer", async () => {
    const { port } = await unusedPort();
    const address = `postgresql://hookglass:secret@127.0.0.1:${port}/hookglass`;
    expect(
      await failToStart({ DATABASE_URL: address, HOOKGLASS_DATA_DIR: await dataDir() }),
    ).toEqual({
      code: 1,
      said: `Cannot connect to PostgreSQL: connect ECONNREFUSED 127.0.0.1:${port}\n`,
    });
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const directory = await dataDir();
    const { code, said } = await failToStart({
      PORT: String(port),
      HOOKGLASS_DATA_DIR: directory,
    });
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`\nPort ${port} is taken: set PORT to another one\n`);
    await expect(readFile(join(directory, "postgres/postmaster.pid"))).rejects.toThrow("ENOENT");
  });

  test("a data folder that another server uses, which goes on undisturbed", async () => {
    server = await startServer();
    const { code, said } = await failToStart({ HOOKGLASS_DATA_DIR: server.dataDir });
    expect(code).toBe(1);
    expect(said).toContain(`Another Hookglass is using the data folder ${server.dataDir}: stop it`);
    expect((await createTestBin(server.origin)).slug).toHaveLength(26);
  });
});

describe("stopping", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "on %s, also when it comes twice, ends with 0 within 10 s and leaves no database running",
    async (signal) => {
      server = await startServer();
      const startedMs = performance.now();
      server.process.kill(signal);
      server.process.kill(signal);
      expect(await server.stop()).toBe(0);
      expect(performance.now() - startedMs).toBeLessThan(10_000);
      const pidFile = join(server.dataDir, "postgres/postmaster.pid");
      await expect(readFile(pidFile)).rejects.toThrow("ENOENT");
    },
  );

  test("on a signal that comes while it starts, ends with 0 once it has started", async () => {
    const directory = await dataDir();
    const child = spawn(process.execPath, ["server.ts"], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: "production", PORT: "0", HOOKGLASS_DATA_DIR: directory },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const exited = once(child, "exit");
    await once(child.stderr, "data");
    child.kill("SIGTERM");
    expect(await exited).toEqual([0, null]);
    const pidFile = join(directory, "postgres/postmaster.pid");
    await expect(readFile(pidFile)).rejects.toThrow("ENOENT");
  });
});

describe("the embedded PostgreSQL", () => {
  // `sleep` never waits for the child it was given, which stays a zombie.
  test.each([
    ["another program", "exec sleep 60"],
    ["a zombie", "true & echo $! && exec sleep 60"],
  ])("starts though a crash left its process number to %s", async (_what, command) => {
    const directory = await dataDir();
    await (await startEmbeddedPostgres(directory)).stop();
    const other = spawn("sh", ["-c", command], {
      ...(await unprivilegedUser()),
      stdio: ["ignore", "pipe", "ignore"],
    });
    const exited = once(other, "exit");
    const printed = command.includes("echo") ? String(await once(other.stdout, "data")) : "";
    const pidFile = join(directory, "postgres/postmaster.pid");
    await writeFile(pidFile, `${printed.trim() || other.pid}\n/proc/self/cwd\n`);
    const postgres = await startEmbeddedPostgres(directory);
    expect(await postgres.ensureRunning()).toBe(false);
    await postgres.stop();
    other.kill();
    await exited;
  });

  test("runs in a folder that only its owner may enter", async () => {
    const closed = await mkdtemp(join(tmpdir(), "hookglass-closed-"));
    folders.push(closed);
    const postgres = await startEmbeddedPostgres(join(closed, "data"));
    expect(await postgres.ensureRunning()).toBe(false);
    await postgres.stop();
  });
});

/** A port that was free a moment ago. */
async function unusedPort(): Promise<AddressInfo> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return address;
}
