import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#lib/db.ts";
import packageJson from "#package" with { type: "json" };

const ANSWER_WITHIN_MS = 2_000;
const KEY = Symbol.for("hookglass.worker");
const store = globalThis as { [KEY]?: boolean };

export type Health = {
  status: "ok" | "unavailable";
  database: "ok" | "unavailable";
  worker: "ok" | "stopped";
  version: string;
};

/** The composition root says when deliveries are being worked on. */
export function setWorkerRunning(running: boolean): void {
  store[KEY] = running;
}

/** `unavailable` when requests cannot be captured; a stopped worker alone does not prevent that. */
export async function checkHealth(): Promise<Health> {
  const asked = db().$queryRaw`SELECT 1`.then(() => "ok" as const);
  // A database that hangs is as bad as one that is away, and whoever asks will not wait for it.
  const tooLate = sleep(ANSWER_WITHIN_MS, "unavailable" as const, { ref: false });
  const database = await Promise.race([asked, tooLate]).catch(() => "unavailable" as const);
  return {
    status: database,
    database,
    worker: store[KEY] ? "ok" : "stopped",
    version: packageJson.version,
  };
}
