import { setTimeout as sleep } from "node:timers/promises";
import { createGroupCommit } from "#lib/group-commit.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { wakeWorkers } from "./queue-wake.ts";
import { type Outcome, outcomeBytes, recordOutcomes } from "./record-outcomes.ts";

const MAX_BATCH_ROWS = 128;
const MAX_BATCH_BYTES = 8 * 1024 * 1024;
const MAX_QUEUED_BYTES = 128 * 1024 * 1024;
/** How long recording waits for a database that is away, step by step. */
const AGAIN_AFTER_MS = [100, 400, 1_000, 2_000, 4_000, 8_000, 16_000];

export type OutcomeWriter = {
  /** Resolves when the outcome is in the database; rejects when it cannot be for half a minute. */
  record: (outcome: Outcome) => Promise<void>;
  stop: () => Promise<void>;
};

/** Records outcomes in batches: those that end while one batch is written go together in the next. */
export function createOutcomeWriter(): OutcomeWriter {
  const commits = createGroupCommit<Outcome>({
    flush: recordOutcomes,
    onCommitted: announce,
    onError: (error) => logger.warn({ reason: String(error) }, "attempts were not recorded"),
    isOutage: (error) => !/\b(22|23)[0-9A-Z]{3}\b/.test(String(error)),
    sizeOf: outcomeBytes,
    maxBatchRows: MAX_BATCH_ROWS,
    maxBatchBytes: MAX_BATCH_BYTES,
    maxQueuedBytes: MAX_QUEUED_BYTES,
  });
  return {
    async record(outcome) {
      // What was sent cannot be unsent: a short outage must not make it be sent twice.
      for (const waitMs of AGAIN_AFTER_MS) {
        if ((await commits.add(outcome)) === "stored") return;
        await sleep(waitMs);
      }
      if ((await commits.add(outcome)) !== "stored") throw new Error("The database is away");
    },
    stop: () => commits.drain(),
  };
}

function announce(outcomes: Outcome[]): void {
  const byBin = Map.groupBy(outcomes, (outcome) => outcome.binId);
  for (const [binId, group] of byBin) {
    const ids = group.flatMap(({ deliveryId, next }) => [deliveryId, ...(next ? [next.id] : [])]);
    publish("delivery.updated", { binId, ids });
    if (group.some(({ state }) => state === "dead")) publish("bin.updated", { binId });
  }
  if (outcomes.some(({ next }) => next !== null)) wakeWorkers();
}
