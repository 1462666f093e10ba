import { db } from "#lib/db.ts";
import { logger } from "#lib/logger.ts";

const FLUSH_EVERY_MS = 1_000;
const MESSAGE =
  "Too many deliveries were waiting for this target: new captures were not queued for it";

const pending = new Map<string, number>();
let timer: NodeJS.Timeout | null = null;

/** Counts a capture that matched a target but was not queued; within a second the target shows it. */
export function recordSkipped(targetId: string): void {
  pending.set(targetId, (pending.get(targetId) ?? 0) + 1);
  timer ??= setTimeout(() => void flushSkipped(), FLUSH_EVERY_MS);
}

/** Writes what was counted; called by the timer and once more at the end. */
export async function flushSkipped(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const entries = [...pending];
  pending.clear();
  for (const [id, count] of entries) {
    await db()
      .target.updateMany({
        where: { id },
        data: { skipped: { increment: count }, lastError: MESSAGE, lastErrorAt: new Date() },
      })
      .catch((error) => logger.warn({ err: error, targetId: id }, "skipped captures not counted"));
  }
}
