import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const ROOT = join(import.meta.dirname, "../..");
/** Where scripts/start.ts keeps it too. */
export const COMPILE_CACHE: string = join(ROOT, "node_modules/.cache/node");

/** A real server in a process of its own, on a free port, with a data folder of its own. */
export type TestServer = {
  origin: string;
  process: ChildProcess;
  dataDir: string;
  /** Everything it wrote to standard error. */
  log: () => string;
  /** SIGTERM; resolves to the exit code. Keeps the data folder. */
  stop: () => Promise<number | null>;
  /** SIGKILL, as when the machine dies. */
  kill: () => Promise<void>;
};

/** A folder that the embedded PostgreSQL's user can enter. */
export async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "hookglass-test-"));
  await chmod(dataDir, 0o755);
  return dataDir;
}

/** Starts the server and waits until it says that it is ready. Needs `npm run build` first. */
export async function startServer(
  settings: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<TestServer> {
  const dataDir = settings.dataDir ?? (await makeDataDir());
  const child = spawn(process.execPath, ["server.ts"], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      // As `npm start` does: most of a start is compiling what the last one compiled.
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      PORT: "0",
      HOOKGLASS_DATA_DIR: dataDir,
      HOOKGLASS_RATE_LIMIT: "off",
      ...settings.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  const exited = once(child, "exit");
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const origin = /^Hookglass is ready: (\S+)$/.exec(line)?.[1];
      if (origin) return origin;
    }
    throw new Error(`The server ended before it was ready:\n${log}`);
  })();
  const origin = await ready;
  child.stdout.resume();
  return {
    origin,
    process: child,
    dataDir,
    log: () => log,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      const [code] = await exited;
      return code;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** Stops a server and removes what it stored. */
export async function discardServer(server: TestServer | undefined): Promise<void> {
  if (!server) return;
  await server.stop();
  await rm(server.dataDir, { recursive: true, force: true });
}
