import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { connectDb, db } from "#lib/db.ts";
import { deliveriesFor, loadForwarding } from "#lib/delivery/forwarding.ts";
import { insertDeliveries } from "#lib/delivery/insert-deliveries.ts";
import { getDelivery } from "#lib/delivery/queries.ts";
import { wakeWorkers } from "#lib/delivery/queue-wake.ts";
import type { Delivery, Target } from "#lib/delivery/schema.ts";
import type { TargetSettings } from "#lib/delivery/target-settings.ts";
import { createTarget } from "#lib/delivery/targets.ts";
import { startDeliveryWorker } from "#lib/delivery/worker.ts";
import { migrate } from "#lib/embedded/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/embedded/postgres.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";
import type { CapturedRequest } from "#prisma/client/client.ts";
import { captureRequest } from "./captured-row.ts";
import { type HostileReceiver, startHostileReceiver } from "./hostile-receiver.ts";
import { makeDataDir } from "./server.ts";

/** A bin that proved to be the caller's, as targets.ts wants it. */
type OwnedBin = Parameters<typeof createTarget>[0];

/**
 * A database, a worker in this process and, for each test, a hostile receiver. Call it once in a test
 * file, before anything reads the settings.
 */
export function useDeliveryStack(env: Record<string, string> = {}) {
  let dataDir: string;
  let postgres: EmbeddedPostgres;
  let receiver: HostileReceiver;
  let worker: { stop: () => Promise<void> };

  beforeAll(async () => {
    dataDir = await makeDataDir();
    postgres = await startEmbeddedPostgres(dataDir);
    Object.assign(process.env, {
      DATABASE_URL: postgres.connectionString,
      HOOKGLASS_SECRET: "0".repeat(64),
      HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
      ...env,
    });
    await migrate(postgres.connectionString);
    connectDb(postgres.connectionString);
    worker = await startDeliveryWorker(postgres.connectionString);
  });

  afterAll(async () => {
    await worker.stop();
    await db().$disconnect();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    receiver = await startHostileReceiver();
  });

  afterEach(() => receiver.close());

  /** A target of a bin at a path of the receiver. */
  async function makeTarget(
    binId: string,
    path: string,
    settings: Partial<TargetSettings> = {},
  ): Promise<Target> {
    const input = { name: path, url: `${receiver.origin}${path}`, ...settings };
    return createTarget(await ownedBin(binId), input);
  }

  return {
    receiver: () => receiver,
    makeTarget,
    /** Captures a request, has a new target take it, and waits until `done` (by default its end). */
    async forwardOne(
      path: string,
      settings: Partial<TargetSettings> = {},
      done: (delivery: Delivery) => boolean = isFinished,
    ): Promise<Delivery> {
      const row = await captureRequest();
      await makeTarget(row.binId, path, settings);
      const [id = ""] = await forward(row);
      return until(id, done);
    },
    async startWorker() {
      worker = await startDeliveryWorker(postgres.connectionString);
    },
    stopWorker: () => worker.stop(),
  };
}

/** The proof of ownership is a matter of types only here; access is tested through the API. */
export async function ownedBin(binId: string): Promise<OwnedBin> {
  return (await db().bin.findUniqueOrThrow({ where: { id: binId } })) as OwnedBin;
}

/** Queues what a bin's rules make of a request, as the capture door does; gives the deliveries' ids. */
export async function forward(row: CapturedRequest): Promise<string[]> {
  const stored = {
    ...row,
    headers: storedHeaders(row.headers),
    trailers: [],
    eventId: row.eventId ?? `test:${row.id}`,
  } as unknown as StoredRequest;
  const { deliveries } = deliveriesFor(await loadForwarding(row.binId), stored);
  await insertDeliveries(db(), deliveries);
  wakeWorkers();
  return deliveries.map(({ id }) => id);
}

/** The delivery as soon as it is as wanted. */
export function until(id: string, done: (delivery: Delivery) => boolean): Promise<Delivery> {
  return vi.waitFor(
    async () => {
      const delivery = await getDelivery(id);
      if (!delivery || !done(delivery)) {
        throw new Error(`still ${delivery?.state}, ${delivery?.attemptCount} attempts`);
      }
      return delivery;
    },
    { timeout: 15_000, interval: 20 },
  );
}

/** True when nothing more will be sent. */
export const isFinished = ({ finishedAt }: Delivery): boolean => finishedAt !== null;
