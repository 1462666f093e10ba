import type { OwnedBin } from "#lib/bins/access.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid, newRequestId } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { type Batch, Prisma } from "#prisma/client/client.ts";
import { wakeBatchRunner } from "./batch-wake.ts";
import { type CreateResend, resignOf } from "./input.ts";
import type { Resend } from "./schema.ts";

/** What a resend keeps of what was asked for. */
export type ResendInput = {
  targetIds: string[];
  q: string | null;
  ids: string[] | null;
  resign: "off" | "on" | "force";
  /** Requests that arrive later do not count. */
  newestId: string;
};

/** Begins a bulk resend and returns its id; the batch runner does the work, bit by bit. */
export async function createResend(bin: OwnedBin, input: CreateResend): Promise<string> {
  const targets = await db().target.count({
    where: { binId: bin.id, id: { in: input.targetIds } },
  });
  if (targets !== new Set(input.targetIds).size) {
    throw new AppError("not_found", "One of the targets is not in this bin");
  }
  const stored: ResendInput = {
    targetIds: [...new Set(input.targetIds)],
    q: input.q || null,
    ids: input.ids ?? null,
    resign: resignOf(input.resign),
    newestId: newRequestId(),
  };
  const id = newRequestId();
  await db().batch.create({
    data: {
      ...{ id, binId: bin.id, kind: "resend", input: stored, state: "running" },
      total: await countRequests(bin.id, stored),
    },
  });
  wakeBatchRunner();
  return id;
}

async function countRequests(binId: string, input: ResendInput): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM requests WHERE ${resendCondition(binId, input)}`);
  return row?.count ?? 0;
}

/** SQL that holds for the requests that a resend looks at; whether they match is looked at later. */
export function resendCondition(binId: string, { ids, newestId }: ResendInput): Prisma.Sql {
  return Prisma.sql`bin_id = ${binId} AND id < ${newestId}::uuid
    ${ids === null ? Prisma.empty : Prisma.sql`AND id = ANY(${ids}::uuid[])`}`;
}

/** A resend or lab run; null when there is none of this kind. Access is the caller's to check. */
export async function findBatch(id: string, kind: "resend" | "lab"): Promise<Batch | null> {
  return isUuid(id) ? db().batch.findUnique({ where: { id, kind } }) : null;
}

/** A resend with what became of its deliveries so far. */
export async function getResend(batch: Batch): Promise<Resend> {
  const rows = await db().delivery.groupBy({
    by: ["state"],
    where: { batchId: batch.id },
    _count: true,
  });
  const of = (...states: string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, row) => sum + row._count, 0);
  return {
    id: batch.id,
    binId: batch.binId,
    state: batch.state === "done" || batch.state === "cancelled" ? batch.state : "running",
    total: batch.total,
    seen: batch.seen,
    counts: {
      pending: of("queued", "running", "waiting"),
      succeeded: of("succeeded"),
      failed: of("failed", "dead"),
      cancelled: of("cancelled"),
    },
    createdAt: batch.createdAt.toISOString(),
    finishedAt: batch.finishedAt?.toISOString() ?? null,
  };
}

/**
 * Stops a resend or lab run: nothing more is queued, and what has not ended is cancelled. Attempts under
 * way are recorded still, and not made again. What is over stays as it is.
 */
export async function cancelBatch(batch: Batch): Promise<void> {
  await db().$transaction([
    db().$executeRaw(Prisma.sql`
      UPDATE batches SET state = 'cancelled', finished_at = now()
      WHERE id = ${batch.id}::uuid AND ((kind = 'resend' AND state = 'running')
        OR EXISTS (SELECT 1 FROM deliveries WHERE batch_id = batches.id AND finished_at IS NULL))`),
    db().$executeRaw(Prisma.sql`
      UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, finished_at = now(),
        lease_token = NULL, lease_until = NULL
      WHERE batch_id = ${batch.id}::uuid AND finished_at IS NULL`),
  ]);
  publish("bin.updated", { binId: batch.binId });
}
