import { db } from "#lib/db.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { newId } from "#lib/ids.ts";
import { logger } from "#lib/logger.ts";
import { publish } from "#lib/realtime/bus.ts";

/** A request that was turned away, without its body. */
export type RefusedRequest = {
  binId: string;
  reason: "body_too_large" | "rate_limited";
  status: number;
  at: Date;
  method: string;
  /** Below the bin's address. */
  path: string;
  headers: HeaderList;
  remoteAddress: string;
  declaredBytes: number | null;
};

const MINUTE_MS = 60_000;
/** The column's largest number: whoever announces more is noted with this, not left out. */
const MAX_INTEGER = 2 ** 31 - 1;
/** A flood must not become as many writes: refusals are counted here and written this often. */
const FLUSH_EVERY_MS = 1_000;

const pending = new Map<string, { latest: RefusedRequest; minute: Date; count: number }>();
let timer: NodeJS.Timeout | null = null;

/** Counts a refusal; within a second it is in the database, where the owner sees it. */
export function recordRefusal(refused: RefusedRequest): void {
  const minute = new Date(Math.floor(refused.at.getTime() / MINUTE_MS) * MINUTE_MS);
  const key = `${refused.binId} ${refused.reason} ${minute.getTime()}`;
  const known = pending.get(key);
  pending.set(key, { latest: refused, minute, count: (known?.count ?? 0) + 1 });
  timer ??= setTimeout(() => void flushRefusals(), FLUSH_EVERY_MS);
}

/** Writes what was counted; called by the timer and once more at the end. */
export async function flushRefusals(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const entries = [...pending.values()];
  pending.clear();
  for (const { latest, minute, count } of entries) {
    const { binId, reason, at, headers, path, declaredBytes, ...rest } = latest;
    const sample = {
      ...rest,
      target: path,
      headers: JSON.stringify(headers),
      declaredBytes: declaredBytes === null ? null : Math.min(declaredBytes, MAX_INTEGER),
      lastAt: at,
    };
    await db()
      .refusal.upsert({
        where: { binId_reason_minute: { binId, reason, minute } },
        create: { id: newId(), binId, reason, minute, count, ...sample },
        update: { count: { increment: count }, ...sample },
      })
      .then(() => publish("bin.updated", { binId }))
      .catch((error) => logger.warn({ err: error, binId }, "a refusal was not recorded"));
  }
}
