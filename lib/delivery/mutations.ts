import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { formatBytes } from "#lib/format.ts";
import { newId, newRequestId } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import type { CapturedRequest as CapturedRow } from "#prisma/client/client.ts";
import { type BuiltDelivery, buildDelivery } from "./build-delivery.ts";
import type { CreateDelivery } from "./input.ts";
import { getDelivery } from "./queries.ts";
import { enqueueInTransaction } from "./queue.ts";

/** Targets that a bin remembers. */
const MAX_TARGETS = 20;

type CreateInput = {
  row: CapturedRow;
  input: CreateDelivery;
  /** The same key for the same request is the same delivery. */
  idempotencyKey: string | null;
  now: Date;
};

/**
 * Puts a captured request on its way to a target and returns the delivery's id. The delivery and its
 * job are committed together. Throws `conflict` when the key was used for another delivery of this
 * request, `too_large` when the edited body is. Access to the request is the caller's to check.
 */
export async function createDelivery({
  row,
  input,
  idempotencyKey,
  now,
}: CreateInput): Promise<string> {
  const built = buildDelivery(
    { method: row.method, headers: storedHeaders(row.headers), body: row.body },
    { method: input.method, headers: input.headers, body: readBody(input.bodyBase64) },
    input.target,
  );
  await rememberTarget(row.binId, built.url, now);
  const id = newRequestId(now.getTime());
  const isNew = await db().$transaction(async (transaction) => {
    const { count } = await transaction.delivery.createMany({
      data: {
        id,
        requestId: row.id,
        binId: row.binId,
        target: built.url,
        method: built.method,
        headers: JSON.stringify(built.headers),
        body: built.body && Buffer.from(built.body),
        state: "queued",
        idempotencyKey,
        createdAt: now,
      },
      skipDuplicates: true,
    });
    if (count === 1) await enqueueInTransaction(transaction, { deliveryId: id, binId: row.binId });
    return count === 1;
  });
  if (!isNew) return findByKey(row.id, idempotencyKey, built);
  const delivery = await getDelivery(id);
  if (delivery) publish("delivery.updated", { binId: row.binId, delivery });
  return id;
}

async function findByKey(
  requestId: string,
  idempotencyKey: string | null,
  built: BuiltDelivery,
): Promise<string> {
  const known = await db().delivery.findFirstOrThrow({ where: { requestId, idempotencyKey } });
  const same =
    known.target === built.url &&
    known.method === built.method &&
    known.headers === JSON.stringify(built.headers) &&
    Buffer.from(known.body ?? []).equals(built.body ?? Buffer.alloc(0));
  if (same) return known.id;
  throw new AppError(
    "conflict",
    `This Idempotency-Key already stands for another delivery of this request (${known.id}): use a new key`,
  );
}

function readBody(base64: string | undefined): Uint8Array | undefined {
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, "base64");
  const maxBytes = env().HOOKGLASS_MAX_BODY_BYTES;
  if (bytes.length <= maxBytes) return bytes;
  throw new AppError("too_large", `Bodies of up to ${formatBytes(maxBytes)} can be sent`);
}

async function rememberTarget(binId: string, url: string, now: Date): Promise<void> {
  await db().target.upsert({
    where: { binId_url: { binId, url } },
    create: { id: newId(), binId, url, lastUsedAt: now },
    update: { lastUsedAt: now },
  });
  const forgotten = await db().target.findMany({
    where: { binId },
    orderBy: { lastUsedAt: "desc" },
    skip: MAX_TARGETS,
    select: { id: true },
  });
  if (forgotten.length === 0) return;
  await db().target.deleteMany({ where: { id: { in: forgotten.map(({ id }) => id) } } });
}
