import { EventEmitter } from "node:events";
import pg from "pg";
import { db } from "#lib/db.ts";
import { logger } from "#lib/logger.ts";
import { Prisma } from "#prisma/client/client.ts";

const CHANNEL = "hookglass_deliveries";
const RECONNECT_MS = 2_000;

// On globalThis: route handlers (Next's bundle) wake the worker that server.ts has started.
const KEY = Symbol.for("hookglass.delivery-wake");
const store = globalThis as { [KEY]?: EventEmitter };

function emitter(): EventEmitter {
  store[KEY] ??= new EventEmitter();
  return store[KEY];
}

/**
 * Tells the workers that something is due. Call it after the commit. A worker of this process hears
 * it at once; where there is none (plain `next start`), PostgreSQL's NOTIFY tells the others. Whoever
 * misses it finds out by polling.
 */
export function wakeWorkers(): void {
  if (emitter().emit("wake")) return;
  // Not in the transaction: NOTIFY takes a lock of the whole database while it commits.
  db()
    .$queryRaw(Prisma.sql`SELECT pg_notify(${CHANNEL}, '')::text`)
    .catch((error) => logger.warn({ err: error }, "the delivery workers were not told"));
}

/** Calls `onWake` whenever something may be due, over a connection of its own; returns how to stop. */
export function listenForWork(databaseUrl: string, onWake: () => void): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: "hookglass-listen",
    });
    client = next;
    // Unheard, an error event would end the process: the database may go away and come back.
    next.on("error", () => undefined);
    next.on("end", reconnect);
    next.on("notification", onWake);
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      onWake();
    } catch {
      await next.end().catch(() => undefined);
      reconnect();
    }
  }

  function reconnect(): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), RECONNECT_MS);
  }

  emitter().on("wake", onWake);
  void connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    emitter().off("wake", onWake);
    await client?.end().catch(() => undefined);
  };
}
