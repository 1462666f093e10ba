import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { CLIENT_ADDRESS_HEADER, clientKey } from "#lib/http/client-address.ts";
import { createTokenBuckets, type TokenBuckets } from "#lib/http/token-bucket.ts";

const HOUR_MS = 3_600_000;
const KEY = Symbol.for("hookglass.bin-quota");
const store = globalThis as { [KEY]?: TokenBuckets };

/** Throws `rate_limited` when this client (an IPv4 address or IPv6 /64) made too many bins this hour. */
export function requireBinQuota(request: Request): void {
  const { HOOKGLASS_RATE_LIMIT, HOOKGLASS_NEW_BINS_PER_HOUR: perHour } = env();
  if (!HOOKGLASS_RATE_LIMIT) return;
  store[KEY] ??= createTokenBuckets(perHour, HOUR_MS);
  const client = clientKey(request.headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown");
  const waitMs = store[KEY].take(client, Date.now());
  if (waitMs === 0) return;
  const minutes = Math.ceil(waitMs / 60_000);
  throw new AppError(
    "rate_limited",
    `${perHour} new bins an hour are allowed from one address: try again in ${minutes} min`,
    { retryAfterSeconds: Math.ceil(waitMs / 1000) },
  );
}
