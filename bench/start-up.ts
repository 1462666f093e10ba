import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createTestBin } from "#tests/support/api.ts";
import { makeDataDir } from "#tests/support/server.ts";
import type { Measurement } from "./measurement.ts";
import { webhook } from "./webhook.ts";

const ROOT = join(import.meta.dirname, "..");

type Started = { seconds: number; captureUrl: string };

/** From `npm start`, with the build there, to the answer of the first capture. */
export async function measureStartUp(): Promise<Measurement[]> {
  const dataDir = await makeDataDir();
  try {
    const first = await start(dataDir, null);
    const second = await start(dataDir, new URL(first.captureUrl).pathname);
    return [
      { name: "npm start → first capture, new data folder", value: first.seconds, unit: "s" },
      {
        name: "npm start → first capture, second start",
        value: second.seconds,
        unit: "s",
        target: { atMost: 4 },
      },
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** `capturePath` is a bin of an earlier start; null: the first thing is to make one. */
async function start(dataDir: string, capturePath: string | null): Promise<Started> {
  const startedMs = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: ROOT,
    env: { ...process.env, PORT: "0", HOOKGLASS_DATA_DIR: dataDir, HOOKGLASS_RATE_LIMIT: "off" },
    stdio: ["ignore", "pipe", "ignore"],
    // A group of its own: npm does not hand every signal on.
    detached: true,
  });
  const exited = once(child, "exit");
  try {
    const origin = await readyOrigin(child.stdout);
    const captureUrl =
      capturePath === null
        ? (await createTestBin(origin)).captureUrl
        : new URL(capturePath, origin).href;
    const { ok } = await fetch(captureUrl, { method: "POST", ...webhook });
    if (!ok) throw new Error("The first capture was refused");
    return { seconds: (performance.now() - startedMs) / 1000, captureUrl };
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await exited;
  }
}

async function readyOrigin(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const origin = /^Hookglass is ready: (\S+)$/.exec(line)?.[1];
    if (origin) {
      stdout.resume();
      return origin;
    }
  }
  throw new Error("npm start ended before it was ready");
}
