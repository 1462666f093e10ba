import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { createTestBin, type TestBin } from "#tests/support/api.ts";
import { discardServer, makeDataDir, startServer, type TestServer } from "#tests/support/server.ts";

/** A server with one bin in it. */
export type BenchServer = { server: TestServer; bin: TestBin };

/** Runs `measure` against a server of its own, with the product's limits but for the rate. */
export async function withServer<Result>(
  env: Record<string, string>,
  measure: (bench: BenchServer) => Promise<Result>,
): Promise<Result> {
  const server = await startServer({ env });
  try {
    return await measure({ server, bin: await createTestBin(server.origin) });
  } finally {
    await discardServer(server);
  }
}

/** Runs `measure` with the address of a bare node:http echo. */
export async function withBareEcho<Result>(
  measure: (url: string) => Promise<Result>,
): Promise<Result> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare-echo.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [url] = await once(createInterface({ input: child.stdout }), "line");
    return await measure(url);
  } finally {
    child.kill();
  }
}

/** The same, with the address of the embedded PostgreSQL, which `measure` then shares. */
export async function withServerAndDatabase<Result>(
  env: Record<string, string>,
  measure: (bench: BenchServer & { databaseUrl: string }) => Promise<Result>,
): Promise<Result> {
  const dataDir = await makeDataDir();
  const postgres = await startEmbeddedPostgres(dataDir);
  const databaseUrl = postgres.connectionString;
  try {
    return await withServer({ ...env, DATABASE_URL: databaseUrl }, (bench) =>
      measure({ ...bench, databaseUrl }),
    );
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
