import { PrismaPg } from "@prisma/adapter-pg";
import type { PoolConfig } from "pg";
import { PrismaClient } from "#prisma/client/client.ts";
import { createDbWriter, type DbWriter } from "./db-writer.ts";

// On globalThis: server.ts and Next's bundle are two module graphs that must share one pool.
const KEY = Symbol.for("hookglass.db");
type Connected = { prisma: PrismaClient; requestWriter: DbWriter };
const store = globalThis as { [KEY]?: Connected };

/** A client of its own pool. Statements may take 15 s, waiting for a connection 5 s. */
export function createDb(connectionString: string, maxConnections = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      { ...settingsOf(connectionString), max: maxConnections, idleTimeoutMillis: 60_000 },
      // A lost connection is reported by the query that needed it; here it must only not crash.
      { onPoolError: () => undefined, onConnectionError: () => undefined },
    ),
  });
}

/** Opens the shared client; the composition root calls it once. */
export function connectDb(connectionString: string): PrismaClient {
  const prisma = createDb(connectionString);
  store[KEY] = { prisma, requestWriter: createDbWriter(settingsOf(connectionString)) };
  return prisma;
}

/** The shared client. Without a server of our own (plain `next start`) it opens from DATABASE_URL. */
export function db(): PrismaClient {
  return connected().prisma;
}

/**
 * The connection that captured requests are stored through. It is not Prisma's, which turns every
 * parameter into text and back, at a quarter of what a capture costs; and with one of its own, a
 * capture never waits in line behind somebody's search.
 */
export function requestWriter(): DbWriter {
  return connected().requestWriter;
}

/** Closes every shared connection, once nothing uses them any more. */
export async function disconnectDb(): Promise<void> {
  const { prisma, requestWriter } = connected();
  delete store[KEY];
  await Promise.all([prisma.$disconnect(), requestWriter.end()]);
}

function connected(): Connected {
  if (store[KEY]) return store[KEY];
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set and no server has opened the database");
  connectDb(url);
  return connected();
}

function settingsOf(connectionString: string): PoolConfig {
  return {
    connectionString,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    // The database gives up after 15 s; this is for one that is not there any more to do so.
    query_timeout: 20_000,
    keepAlive: true,
    // Prisma's adapter drops the offset of a timestamptz: the session must speak UTC.
    options: "-c TimeZone=UTC",
  };
}
