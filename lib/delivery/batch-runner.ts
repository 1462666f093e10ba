import { db } from "#lib/db.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import { newRequestId } from "#lib/ids.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import { SEARCHED_BODY_BYTES, searchCondition } from "#lib/requests/search-condition.ts";
import { type Batch, Prisma, type Target } from "#prisma/client/client.ts";
import { listenForBatches } from "./batch-wake.ts";
import { type ResendInput, resendCondition } from "./batches.ts";
import { insertDeliveries, type NewDelivery, PLAIN } from "./insert-deliveries.ts";
import { targetLane } from "./lane.ts";
import { readSettings } from "./target-input.ts";
import { targetUrlFor } from "./target-url.ts";

const REQUESTS_PER_STEP = 200;
/** A step that searches reads at most so much of bodies, about a quarter of a second's work. */
const SEARCHED_BYTES_PER_STEP = 16 * 1024 * 1024;
const POLL_MS = 2_000;

/** Works on bulk resends until stopped, in steps of 200 requests. Several servers may: one takes each step. */
export function startBatchRunner(onQueued: () => void): { stop: () => Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | null = null;

  function wake(): void {
    if (round || stopped) return;
    clearTimeout(timer);
    round = work()
      .catch((error) => logger.warn({ reason: String(error) }, "a bulk resend could not go on"))
      .finally(() => {
        round = null;
        if (!stopped) timer = setTimeout(wake, POLL_MS);
      });
  }

  async function work(): Promise<void> {
    while (!stopped) {
      const binId = await takeStep();
      if (binId === null) return;
      publish("bin.updated", { binId });
      onQueued();
    }
  }

  const stopListening = listenForBatches(wake);
  wake();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      stopListening();
      await round;
    },
  };
}

/** Does the next 200 requests of the oldest running resend; null when there is none. */
function takeStep(): Promise<string | null> {
  return db().$transaction(async (tx) => {
    const [batch] = await tx.$queryRaw<
      Pick<Batch, "id" | "binId" | "input" | "cursor">[]
    >(Prisma.sql`
      SELECT id::text, bin_id AS "binId", input, cursor::text FROM batches
      WHERE kind = 'resend' AND state = 'running' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`);
    if (!batch) return null;
    const input = asResendInput(batch.input);
    const seen = await nextRequests(tx, batch, input);
    const rows = input.q === null ? seen : await matching(tx, batch.binId, seen, input.q);
    const targets = await tx.target.findMany({
      where: { id: { in: input.targetIds }, binId: batch.binId },
    });
    const deliveries = rows.flatMap((row) =>
      targets.map((target) => toDelivery(row, target, batch, input)),
    );
    if (deliveries.length > 0) await insertDeliveries(tx, deliveries);
    const done = seen.length === 0;
    await tx.batch.update({
      where: { id: batch.id },
      data: {
        seen: { increment: seen.length },
        queued: { increment: deliveries.length },
        cursor: seen.at(-1)?.id ?? batch.cursor,
        ...(done ? { state: "done", finishedAt: new Date() } : {}),
      },
    });
    return batch.binId;
  });
}

/** The requests after the cursor, oldest first: so many that a search of them does not take long. */
async function nextRequests(
  tx: Prisma.TransactionClient,
  batch: Pick<Batch, "binId" | "cursor">,
  input: ResendInput,
): Promise<RequestRow[]> {
  const rows = await tx.$queryRaw<RequestRow[]>(Prisma.sql`
    SELECT id::text, target, body_bytes AS "bodyBytes" FROM requests
    WHERE ${resendCondition(batch.binId, input)}
      ${batch.cursor === null ? Prisma.empty : Prisma.sql`AND id > ${batch.cursor}::uuid`}
    ORDER BY bin_id, id LIMIT ${REQUESTS_PER_STEP}`);
  let bytes = 0;
  return rows.filter((row, index) => {
    bytes += Math.min(row.bodyBytes, SEARCHED_BODY_BYTES);
    return index === 0 || bytes <= SEARCHED_BYTES_PER_STEP;
  });
}

async function matching(
  tx: Prisma.TransactionClient,
  binId: string,
  seen: readonly RequestRow[],
  q: string,
): Promise<RequestRow[]> {
  const found = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id::text FROM requests WHERE id = ANY(${seen.map(({ id }) => id)}::uuid[])
      ${searchCondition(q, { binId, inHeaders: true })}`);
  const ids = new Set(found.map(({ id }) => id));
  return seen.filter(({ id }) => ids.has(id));
}

type RequestRow = { id: string; target: string; bodyBytes: number };

function toDelivery(
  row: RequestRow,
  target: Target,
  batch: Pick<Batch, "id" | "binId">,
  { resign }: ResendInput,
): NewDelivery {
  const settings = readSettings(target.settings);
  return {
    ...PLAIN,
    id: newRequestId(),
    requestId: row.id,
    binId: batch.binId,
    targetId: target.id,
    url: targetUrlFor(new URL(target.url).href, settings, splitTarget(pathBelowBin(row.target))),
    bodyBytes: row.bodyBytes,
    origin: "bulk",
    lane: targetLane(target.id, null),
    ordered: settings.order !== "parallel",
    resign,
    batchId: batch.id,
  };
}

/** Only createResend writes the column of a batch of this kind. */
function asResendInput(input: Batch["input"]): ResendInput {
  return input as ResendInput;
}
