import { type ConstructorOptions, fromPrisma, PgBoss, type PrismaTransactionLike } from "pg-boss";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { logger } from "#lib/logger.ts";

// On globalThis: route handlers (Next's bundle) enqueue through what server.ts has started.
const KEY = Symbol.for("hookglass.queue");
type Shared = { worker: Promise<PgBoss> | null; sender: Promise<PgBoss> | null };
const store = globalThis as { [KEY]?: Shared };

const QUEUE = "deliveries";
const DEFAULT_SCHEMA = "pgboss";
const DEFAULT_CONCURRENCY = 8;
/**
 * One bin whose target hangs takes about this part of the workers; the rest is for the others. About:
 * workers that look for a job at the same moment do not see what the others are about to take.
 */
const SHARE_OF_ONE_BIN = 0.5;
const GRACE_MS = 4_000;

/** A worker that is silent for this long is dead, and another goes on with its job. The least allowed. */
const HEARTBEAT_SECONDS = 10;
/** Looks for dead workers' jobs this often. */
const SUPERVISE_SECONDS = 5;

const QUEUE_OPTIONS = {
  notify: true,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // Longer than an attempt (30 s) and the wait for a database that is away while it is recorded.
  expireInSeconds: 120,
  // A job fails only when the process or the database does; the target's answer is no failure of the job.
  retryLimit: 100,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  deleteAfterSeconds: 600,
} as const;

const jobSchema = z.object({ deliveryId: z.string() });

/**
 * Starts the queue and works on its deliveries, up to `concurrency` at once. A new delivery wakes the
 * workers through LISTEN/NOTIFY; polling is the fallback. `onDelivery` must be safe to call twice for
 * one delivery: when it rejects, or when its process dies, the delivery comes again.
 */
export async function startQueue(input: {
  databaseUrl: string;
  onDelivery: (deliveryId: string) => Promise<void>;
  schema?: string;
  concurrency?: number;
}): Promise<void> {
  const { databaseUrl, onDelivery, schema = DEFAULT_SCHEMA } = input;
  const concurrency = input.concurrency ?? DEFAULT_CONCURRENCY;
  const queue = shared();
  if (queue.worker) throw new Error("The queue is already running in this process");
  queue.worker = openBoss(databaseUrl, schema, {
    max: 4,
    useListenNotify: true,
    supervise: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    maintenanceIntervalSeconds: 600,
  });
  try {
    const boss = await queue.worker;
    await boss.updateQueue(QUEUE, QUEUE_OPTIONS);
    const perBin = Math.ceil(concurrency * SHARE_OF_ONE_BIN);
    for (let started = 0; started < concurrency; started += 1) {
      await addWorker(boss, perBin, onDelivery);
    }
  } catch (error) {
    await stopQueue({ graceful: false });
    throw error;
  }
}

/**
 * Adds a delivery to the queue inside the caller's transaction: both are committed, or neither. Works
 * without `startQueue` too (plain `next start`): then another process delivers.
 */
export async function enqueueInTransaction(
  transaction: PrismaTransactionLike,
  { deliveryId, binId }: { deliveryId: string; binId: string },
): Promise<void> {
  const queue = shared();
  const boss = await (queue.worker ?? openSender(queue));
  await boss.send(QUEUE, { deliveryId }, { db: fromPrisma(transaction), group: { id: binId } });
}

/** Stops working: waits up to 4 s for attempts under way (`graceful`), the rest is tried again later. */
export async function stopQueue(options: { graceful: boolean }): Promise<void> {
  const { worker, sender } = shared();
  store[KEY] = { worker: null, sender: null };
  for (const opening of [worker, sender]) {
    const boss = await opening?.catch(() => null);
    await boss?.stop({ graceful: options.graceful, timeout: GRACE_MS });
  }
}

async function addWorker(
  boss: PgBoss,
  perBin: number,
  onDelivery: (deliveryId: string) => Promise<void>,
): Promise<void> {
  let workerId: string | null = null;
  const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 };
  const options = { ...polling, groupConcurrency: perBin };
  workerId = await boss.work(QUEUE, options, async (jobs) => {
    // By itself a worker sleeps after each job: a backlog would drain at one job per poll.
    if (workerId !== null) boss.notifyWorker(workerId);
    for (const job of jobs) await onDelivery(jobSchema.parse(job.data).deliveryId);
  });
}

function shared(): Shared {
  store[KEY] ??= { worker: null, sender: null };
  return store[KEY];
}

/** A connection that only sends. Remembered when it opens, forgotten when it cannot. */
function openSender(queue: Shared): Promise<PgBoss> {
  if (queue.sender) return queue.sender;
  const url = env().DATABASE_URL;
  if (!url) {
    const message = "Deliveries are not taken while the server starts or stops: try again";
    return Promise.reject(new AppError("unavailable", message));
  }
  queue.sender = openBoss(url, DEFAULT_SCHEMA, { max: 1, supervise: false });
  queue.sender.catch(() => {
    queue.sender = null;
  });
  return queue.sender;
}

async function openBoss(
  connectionString: string,
  schema: string,
  options: ConstructorOptions,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    schema,
    application_name: "hookglass-queue",
    schedule: false,
    registerInstance: false,
    ...options,
  });
  // Unheard, an error event would end the process: the database may go away and come back.
  // Of the error only the message: pg hangs its whole client on it.
  boss.on("error", ({ message }) => logger.warn({ reason: message }, "the delivery queue failed"));
  boss.on("warning", ({ message }) => logger.warn({ reason: message }, "the delivery queue warns"));
  try {
    await boss.start();
    await boss.createQueue(QUEUE, QUEUE_OPTIONS);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return boss;
}
