import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { migrate } from "#lib/embedded/migrate.ts";
import { startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { COMPILE_CACHE, makeDataDir } from "./server.ts";

const ROOT = join(import.meta.dirname, "../..");

/** `next start` without our server, as on a host that allows none, with a database beside it. */
export async function startPlainNext(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const dataDir = await makeDataDir();
  const postgres = await startEmbeddedPostgres(dataDir);
  await migrate(postgres.connectionString);
  const next = await startPlainNextOn(postgres.connectionString);
  return {
    origin: next.origin,
    async stop() {
      await next.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same with a database that is the caller's. */
export async function startPlainNextOn(
  databaseUrl: string,
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", "0"], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      LOG_LEVEL: "warn",
      DATABASE_URL: databaseUrl,
      HOOKGLASS_SECRET: "0".repeat(64),
      HOOKGLASS_RATE_LIMIT: "off",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  let port: string | undefined;
  for await (const line of lines) {
    port = /Local:\s+http:\/\/localhost:(\d+)/.exec(line)?.[1] ?? port;
    if (line.includes("Ready in")) break;
  }
  child.stdout.resume();
  if (!port) throw new Error("next start did not say where it listens");
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
