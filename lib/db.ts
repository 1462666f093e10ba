import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma/client/client.ts";

// On globalThis: server.ts and Next's bundle are two module graphs that must share one pool.
const KEY = Symbol.for("hookglass.db");
const store = globalThis as { [KEY]?: PrismaClient };

/** The way into the database; a transaction handle fits wherever this does. */
export type Db = Omit<
  PrismaClient,
  "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends"
>;

/** A client of its own pool. Statements may take 15 s, waiting for a connection 5 s. */
export function createDb(connectionString: string, maxConnections = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString,
        max: maxConnections,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 60_000,
        statement_timeout: 15_000,
        keepAlive: true,
        // Prisma's adapter drops the offset of a timestamptz: the session must speak UTC.
        options: "-c TimeZone=UTC",
      },
      // A lost connection is reported by the query that needed it; here it must only not crash.
      { onPoolError: () => undefined, onConnectionError: () => undefined },
    ),
  });
}

/** Opens the shared client; the composition root calls it once. */
export function connectDb(connectionString: string): PrismaClient {
  store[KEY] = createDb(connectionString);
  return store[KEY];
}

/** The shared client. Without a server of our own (plain `next start`) it opens from DATABASE_URL. */
export function db(): PrismaClient {
  if (store[KEY]) return store[KEY];
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set and no server has opened the database");
  return connectDb(url);
}
