import { env } from "#lib/env.ts";
import type { Limits } from "./schema.ts";

const DAY_MS = 86_400_000;

/** The limits in force, from the settings of today: changing one applies to existing bins too. */
export function currentLimits(): Limits {
  const settings = env();
  return {
    maxRequests: settings.HOOKGLASS_MAX_REQUESTS_PER_BIN,
    maxBodyBytes: settings.HOOKGLASS_MAX_BODY_BYTES,
    capturesPerMinute: settings.HOOKGLASS_RATE_LIMIT
      ? settings.HOOKGLASS_CAPTURES_PER_MINUTE
      : null,
    retentionDays: settings.HOOKGLASS_RETENTION_DAYS,
    deliveriesPerMinute: settings.HOOKGLASS_RATE_LIMIT
      ? settings.HOOKGLASS_DELIVERIES_PER_MINUTE
      : null,
    maxDeadLetters: settings.HOOKGLASS_MAX_DEAD_LETTERS_PER_BIN,
  };
}

/** When a bin goes: so many days after its last request. Bins of an account stay (null). */
export function expiryOf(
  bin: { userId: string | null; createdAt: Date; lastRequestAt: Date | null },
  retentionDays: number,
): Date | null {
  if (bin.userId !== null) return null;
  return new Date((bin.lastRequestAt ?? bin.createdAt).getTime() + retentionDays * DAY_MS);
}
