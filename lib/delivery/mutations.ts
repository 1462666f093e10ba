import { isDeepStrictEqual } from "node:util";
import { db } from "#lib/db.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { formatBytes } from "#lib/format.ts";
import { splitTarget } from "#lib/http/request-target.ts";
import { newId, newRequestId } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { pathBelowBin } from "#lib/requests/bin-address.ts";
import { storedHeaders } from "#lib/requests/queries.ts";
import type { CapturedRequest as CapturedRow } from "#prisma/client/client.ts";
import { buildDelivery } from "./build-delivery.ts";
import { type CreateDelivery, resignOf } from "./input.ts";
import { insertDeliveries, type NewDelivery, PLAIN } from "./insert-deliveries.ts";
import { handLane } from "./lane.ts";
import { wakeWorkers } from "./queue-wake.ts";
import { NOT_VERIFIED, wasVerified } from "./sign-anew.ts";
import { readSettings } from "./target-input.ts";
import { DEFAULT_SETTINGS } from "./target-settings.ts";
import { targetUrlFor } from "./target-url.ts";

/** Addresses that a bin remembers. */
const MAX_RECENT_TARGETS = 20;

type CreateInput = {
  row: CapturedRow;
  input: CreateDelivery;
  /** The same key for the same request is the same delivery. */
  idempotencyKey: string | null;
  now: Date;
};

/**
 * Puts a captured request on its way to a target and returns the delivery's id. Throws `conflict`
 * when the key was used for another delivery of this request or when signing anew is refused,
 * `too_large` when the edited body is. Access to the request is the caller's to check.
 */
export async function createDelivery({
  row,
  input,
  idempotencyKey,
  now,
}: CreateInput): Promise<string> {
  const resign = resignOf(input.resign);
  if (resign === "on" && !wasVerified(row.verificationStatus)) {
    throw new AppError("conflict", `${NOT_VERIFIED}. Say resign: "force" to sign it all the same.`);
  }
  const url = await findUrl(row, input);
  const built = buildDelivery(
    { method: row.method, headers: storedHeaders(row.headers), body: row.body },
    { method: input.method, headers: input.headers, body: readBody(input.bodyBase64) },
    url,
  );
  if (input.targetId === undefined) await rememberTarget(row.binId, built.url, now);
  const delivery: NewDelivery = {
    ...PLAIN,
    id: newRequestId(now.getTime()),
    requestId: row.id,
    binId: row.binId,
    targetId: input.targetId ?? null,
    url: built.url,
    method: built.method,
    headers: JSON.stringify(built.headers),
    body: built.body,
    bodyBytes: built.body?.length ?? row.bodyBytes,
    origin: "resend",
    lane: handLane(row.binId, built.url),
    retry: input.retry ?? { kind: "none" },
    resign,
    idempotencyKey,
  };
  const count = await insertDeliveries(db(), [delivery]);
  if (count === 0) return findByKey(delivery);
  publish("delivery.updated", { binId: row.binId, ids: [delivery.id] });
  wakeWorkers();
  return delivery.id;
}

/** The target's own URL, with path and query where they are wanted or given. */
async function findUrl(row: CapturedRow, input: CreateDelivery): Promise<string> {
  const captured = splitTarget(pathBelowBin(row.target));
  const target =
    input.targetId === undefined
      ? null
      : await db().target.findFirst({ where: { id: input.targetId, binId: row.binId } });
  if (input.targetId !== undefined && !target) {
    throw new AppError("not_found", "There is no such target in this bin");
  }
  const settings = target ? readSettings(target.settings) : DEFAULT_SETTINGS;
  return targetUrlFor(
    new URL(target?.url ?? input.target ?? "").href,
    {
      appendPath: settings.appendPath || input.path !== undefined,
      appendQuery: settings.appendQuery || input.query !== undefined,
    },
    {
      path: withSlash(input.path ?? captured.path),
      query: (input.query ?? captured.query).replace(/^\?/, ""),
    },
  );
}

function withSlash(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** The delivery that the key stands for, if it is this very one. */
async function findByKey(wanted: NewDelivery): Promise<string> {
  const { requestId, idempotencyKey } = wanted;
  const known = await db().delivery.findFirstOrThrow({ where: { requestId, idempotencyKey } });
  const same =
    known.target === wanted.url &&
    known.targetId === wanted.targetId &&
    known.method === wanted.method &&
    known.headers === wanted.headers &&
    known.resign === wanted.resign &&
    isDeepStrictEqual(known.retry, wanted.retry) &&
    Buffer.from(known.body ?? []).equals(wanted.body ?? Buffer.alloc(0));
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
  await db().recentTarget.upsert({
    where: { binId_url: { binId, url } },
    create: { id: newId(), binId, url, lastUsedAt: now },
    update: { lastUsedAt: now },
  });
  const forgotten = await db().recentTarget.findMany({
    where: { binId },
    orderBy: { lastUsedAt: "desc" },
    skip: MAX_RECENT_TARGETS,
    select: { id: true },
  });
  if (forgotten.length === 0) return;
  await db().recentTarget.deleteMany({ where: { id: { in: forgotten.map(({ id }) => id) } } });
}
