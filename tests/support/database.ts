import { rm } from "node:fs/promises";
import { connectDb, disconnectDb } from "#lib/db.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { newId, newRequestId, newSlug } from "#lib/ids.ts";
import { insertRequests } from "#lib/requests/insert.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import type { Bin, Prisma, PrismaClient } from "#prisma/client/client.ts";
import { makeDataDir } from "./server.ts";

/** A migrated PostgreSQL of its own, which this process's `db()` speaks to. */
export type TestDatabase = {
  db: PrismaClient;
  postgres: EmbeddedPostgres;
  stop: () => Promise<void>;
};

export async function startDatabase(): Promise<TestDatabase> {
  const dataDir = await makeDataDir();
  const postgres = await startEmbeddedPostgres(dataDir);
  await migrate(postgres.connectionString);
  const db = connectDb(postgres.connectionString);
  return {
    db,
    postgres,
    async stop() {
      await disconnectDb();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A bin that belongs to nobody in particular. */
export function insertBin(
  db: PrismaClient,
  columns: Partial<Prisma.BinUncheckedCreateInput> = {},
): Promise<Bin> {
  const data = { id: newId(), slug: newSlug(), name: "test", ownerHash: "nobody", ...columns };
  return db.bin.create({ data });
}

/** Requests of a bin that arrived at these moments, in the order given. */
export async function insertCaptured(
  bin: Bin,
  moments: readonly Date[],
  columns: Partial<StoredRequest> = {},
): Promise<string[]> {
  const rows = moments.map(
    (receivedAt): StoredRequest => ({
      id: newRequestId(),
      binId: bin.id,
      receivedAt,
      method: "POST",
      target: `/in/${bin.slug}`,
      httpVersion: "1.1",
      remoteAddress: "127.0.0.1",
      headers: [],
      trailers: [],
      body: Buffer.from("{}"),
      contentType: "application/json",
      firstByteMs: 0,
      lastByteMs: 0,
      replyStatus: 200,
      verificationStatus: null,
      fidelity: "wire",
      ...columns,
    }),
  );
  await insertRequests(rows);
  return rows.map(({ id }) => id);
}
