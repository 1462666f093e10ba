import { db } from "#lib/db.ts";
import packageJson from "#package" with { type: "json" };

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
  const database = await db().$queryRaw`SELECT 1`
    .then(() => "ok" as const)
    .catch(() => "unavailable" as const);
  return {
    status: database,
    database,
    worker: store[KEY] ? "ok" : "stopped",
    version: packageJson.version,
  };
}
