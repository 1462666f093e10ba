import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import { newRequestId } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import { type Batch, type CapturedRequest as CapturedRow, Prisma } from "#prisma/client/client.ts";
import type { CreateLab } from "./input.ts";
import { insertDeliveries, type NewDelivery, PLAIN } from "./insert-deliveries.ts";
import { planLab } from "./lab-plan.ts";
import { groupAnswers, judgeLab } from "./lab-verdict.ts";
import { handLane } from "./lane.ts";
import { wakeWorkers } from "./queue-wake.ts";
import { type DeliveryState, isUnderWay, type LabPattern, type LabRun } from "./schema.ts";
import { readSettings } from "./target-input.ts";
import { DEFAULT_SETTINGS, type TargetSettings } from "./target-settings.ts";
import { targetUrlFor } from "./target-url.ts";

/** What a lab run keeps of what was asked for. */
type LabInput = { requestId: string; times: number; pattern: LabPattern };

/** A captured request as far as sending it depends on it. */
type Sent = Pick<CapturedRow, "id" | "target" | "bodyBytes">;

/** Begins a run: sends one request many times. Returns its id. */
export async function startLab(row: CapturedRow, input: CreateLab): Promise<string> {
  const { times, pattern, spacingMs } = input;
  const target = await findTarget(row.binId, input);
  const id = newRequestId();
  const steps = planLab<Sent>({
    ...{ request: row, times, pattern, spacingMs },
    others: pattern === "shuffled" ? await findOthers(row, times) : [],
    random: Math.random,
  });
  const deliveries = steps.map(
    ({ request, afterMs }): NewDelivery => ({
      ...PLAIN,
      id: newRequestId(),
      requestId: request.id,
      binId: row.binId,
      targetId: target.id,
      url: targetUrlFor(target.url, target, splitTarget(pathBelowBin(request.target))),
      bodyBytes: request.bodyBytes,
      origin: "lab",
      lane: handLane(row.binId, target.url),
      afterMs,
      retry: { kind: "none" },
      batchId: id,
    }),
  );
  const stored: LabInput = { requestId: row.id, times, pattern };
  await db().$transaction([
    db().batch.create({
      data: {
        ...{ id, binId: row.binId, kind: "lab", input: stored, state: "running" },
        ...{ total: deliveries.length, seen: deliveries.length, queued: deliveries.length },
      },
    }),
    insertDeliveries(db(), deliveries),
  ]);
  publish("delivery.updated", { binId: row.binId, ids: deliveries.map((delivery) => delivery.id) });
  wakeWorkers();
  return id;
}

type LabTarget = Pick<TargetSettings, "appendPath" | "appendQuery"> & {
  id: string | null;
  url: string;
};

async function findTarget(binId: string, { target, targetId }: CreateLab): Promise<LabTarget> {
  if (targetId === undefined) {
    return { ...DEFAULT_SETTINGS, id: null, url: new URL(target ?? "").href };
  }
  const row = await db().target.findFirst({ where: { id: targetId, binId } });
  if (!row) throw new AppError("not_found", "There is no such target in this bin");
  return { ...readSettings(row.settings), id: row.id, url: new URL(row.url).href };
}

function findOthers(row: CapturedRow, count: number): Promise<Sent[]> {
  return db().capturedRequest.findMany({
    where: { binId: row.binId, id: { not: row.id } },
    orderBy: { id: "desc" },
    take: count,
    select: { id: true, target: true, bodyBytes: true },
  });
}

/** A run with the answers so far, one of each copy: the last, should it have been sent again. */
export async function getLabRun(batch: Batch): Promise<LabRun> {
  const { requestId, times, pattern } = asLabInput(batch.input);
  const rows = await db().$queryRaw<AnswerRow[]>(Prisma.sql`
    SELECT deliveries.id::text AS "deliveryId", state, response_status AS status, error,
           CASE WHEN response_status IS NOT NULL
             THEN left(encode(sha256(coalesce(response_body, '')), 'hex'), 16) END AS "bodyHash",
           duration_ms AS "durationMs"
    FROM deliveries
    LEFT JOIN attempts ON delivery_id = deliveries.id AND number = attempt_count AND stage <> 'interrupted'
    WHERE batch_id = ${batch.id}::uuid AND request_id = ${requestId}::uuid
    ORDER BY deliveries.id`);
  const pending = rows.some(isUnderWay);
  const answers = groupAnswers(rows.filter(isAnswer));
  const state = batch.state === "cancelled" ? "cancelled" : pending ? "running" : "done";
  const verdict = pending
    ? ({ idempotent: "unknown", sentence: "The copies are on their way." } as const)
    : judgeLab(answers, times);
  return {
    ...{ id: batch.id, binId: batch.binId, requestId, state, pattern, times, answers, verdict },
    createdAt: batch.createdAt.toISOString(),
  };
}

type AnswerRow = {
  deliveryId: string;
  state: DeliveryState;
  status: number | null;
  error: string | null;
  bodyHash: string | null;
  durationMs: number | null;
};

function isAnswer(row: AnswerRow): row is AnswerRow & { durationMs: number } {
  return row.durationMs !== null;
}

/** Only startLab writes the column of a batch of this kind. */
function asLabInput(input: Batch["input"]): LabInput {
  return input as LabInput;
}
