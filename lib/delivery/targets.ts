import type { OwnedBin } from "#lib/bins/access.ts";
import { sealSecret, secretHint } from "#lib/bins/secret-box.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { publish } from "#lib/realtime/bus.ts";
import { Prisma, type Target as TargetRow } from "#prisma/client/client.ts";
import { chainProblem } from "./chain-links.ts";
import { templateProblem } from "./chain-template.ts";
import { MAX_PENDING_PER_TARGET } from "./forwarding.ts";
import { breakerStateOf } from "./host-breakers.ts";
import { countPending, waitsForAnyhow } from "./pending.ts";
import { wakeWorkers } from "./queue-wake.ts";
import { readdress } from "./readdress.ts";
import { reorder } from "./reorder.ts";
import type { Target } from "./schema.ts";
import {
  type CreateTarget,
  readSettings,
  type UpdateTarget,
  withoutUndefined,
} from "./target-input.ts";
import { type ChainLink, DEFAULT_SETTINGS, type TargetSettings } from "./target-settings.ts";

const MAX_TARGETS_PER_BIN = 50;

/** A bin's saved targets, the oldest first. */
export async function listTargets(binId: string): Promise<Target[]> {
  const rows = await db().target.findMany({ where: { binId }, orderBy: { createdAt: "asc" } });
  return Promise.all(rows.map(toTarget));
}

/** The bin of a target; null when there is no such target. */
export async function findBinIdOfTarget(id: string): Promise<string | null> {
  const row = await db().target.findUnique({ where: { id }, select: { binId: true } });
  return row?.binId ?? null;
}

/** Saves a target. Throws `invalid_input` when its settings contradict each other. */
export async function createTarget(bin: OwnedBin, input: CreateTarget): Promise<Target> {
  if ((await db().target.count({ where: { binId: bin.id } })) >= MAX_TARGETS_PER_BIN) {
    throw new AppError("conflict", `A bin has at most ${MAX_TARGETS_PER_BIN} targets`);
  }
  const id = newId();
  const { name, url, state, secret, ...given } = input;
  const settings = { ...DEFAULT_SETTINGS, ...withoutUndefined(given) };
  requireSound(settings, secret != null);
  if (settings.chain) await requireSoundChain(bin.id, id, settings.chain);
  const row = await db().target.create({
    data: {
      ...{ id, binId: bin.id, name, url, settings },
      running: state !== "paused",
      ...sealed(secret, bin.id),
    },
  });
  publish("bin.updated", { binId: bin.id });
  return toTarget(row);
}

/** Changes a target; what waits for it goes by the new settings, and to the new address. */
export async function updateTarget(
  bin: OwnedBin,
  id: string,
  change: UpdateTarget,
): Promise<Target> {
  const before = await db().target.findUniqueOrThrow({ where: { id, binId: bin.id } });
  const { name, url, state, secret, ...given } = change;
  const settings = { ...readSettings(before.settings), ...withoutUndefined(given) };
  const hasSecret = secret === undefined ? before.secretCiphertext !== null : secret !== null;
  requireSound(settings, hasSecret);
  // Only when it is set: a target whose next one is gone can still be paused and renamed.
  if (given.chain) await requireSoundChain(bin.id, id, given.chain);
  // First what waits: as soon as the target runs it is sent.
  if (url !== undefined && url !== before.url) {
    await readdress({ binId: bin.id, targetId: id, before: before.url, after: url });
  }
  if (settings.order !== readSettings(before.settings).order) await reorder(id, settings.order);
  const [, row] = await db().$transaction([
    // Only what is given: another change at the same time stays.
    db().$executeRaw(Prisma.sql`
      UPDATE targets SET settings = settings || ${JSON.stringify(given)}::jsonb WHERE id = ${id}`),
    db().target.update({
      where: { id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(url === undefined ? {} : { url }),
        ...(state === undefined ? {} : { running: state === "running" }),
        ...sealed(secret, bin.id),
      },
    }),
  ]);
  publish("bin.updated", { binId: bin.id });
  wakeWorkers();
  return toTarget(row);
}

/** Deletes a target; what waits for it is cancelled, what was sent stays to be read. */
export async function deleteTarget(bin: OwnedBin, id: string): Promise<void> {
  await db().$transaction([
    db().target.delete({ where: { id, binId: bin.id } }),
    db().$executeRaw(Prisma.sql`
      UPDATE deliveries SET state = 'cancelled', next_attempt_at = NULL, finished_at = now()
      WHERE ${waitsForAnyhow(bin.id, id)}`),
  ]);
  publish("bin.updated", { binId: bin.id });
}

function sealed(secret: string | null | undefined, binId: string) {
  if (secret === undefined) return {};
  if (secret === null) return { secretCiphertext: null, secretHint: null };
  return { secretCiphertext: sealSecret(secret, binId), secretHint: secretHint(secret) };
}

function refuse(path: string, message: string): never {
  throw new AppError("invalid_input", `${path}: ${message}`, { issues: [{ path, message }] });
}

function requireSound(settings: TargetSettings, hasSecret: boolean): void {
  if (settings.order === "key" && settings.orderKey === null) {
    refuse("orderKey", "is needed to keep an order by key");
  }
  if (settings.resign === "own" && (!hasSecret || settings.signatureScheme === null)) {
    refuse("secret", "a secret and a signatureScheme are needed to sign with the target's own");
  }
}

/** With this link every chain of the bin must end, within five links, without coming back. */
async function requireSoundChain(binId: string, id: string, chain: ChainLink): Promise<void> {
  const { template } = chain;
  for (const text of [template.url, template.body, ...template.headers.map(([, value]) => value)]) {
    const problem = text === null ? null : templateProblem(text);
    if (problem !== null) refuse("chain.template", problem);
  }
  const rows = await db().target.findMany({
    where: { binId },
    select: { id: true, settings: true },
  });
  if (chain.targetId !== id && !rows.some((row) => row.id === chain.targetId)) {
    refuse("chain.targetId", "there is no such target in this bin");
  }
  const links = new Map(rows.map((row) => [row.id, readSettings(row.settings).chain?.targetId]));
  links.set(id, chain.targetId);
  const problem = chainProblem(links);
  if (problem !== null) refuse("chain.targetId", problem);
}

async function toTarget(row: TargetRow): Promise<Target> {
  return {
    ...readSettings(row.settings),
    id: row.id,
    binId: row.binId,
    name: row.name,
    url: row.url,
    state: row.running ? "running" : "paused",
    secretHint: row.secretHint,
    createdAt: row.createdAt.toISOString(),
    counts: {
      succeeded: row.succeeded,
      failedAttempts: row.failedAttempts,
      pending: await countPending(row.id, MAX_PENDING_PER_TARGET),
      dead: await db().delivery.count({
        where: { binId: row.binId, targetId: row.id, state: "dead" },
      }),
      skipped: row.skipped,
    },
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    lastError: row.lastError,
    lastErrorAt: row.lastErrorAt?.toISOString() ?? null,
    breaker: breakerStateOf(row.url),
  };
}
