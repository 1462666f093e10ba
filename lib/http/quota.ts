import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { clientAddressOf, clientKey } from "./client-address.ts";
import { createTokenBuckets, type TokenBuckets } from "./token-bucket.ts";

/** How often one party may do something; `noun` finishes the sentence "30 … an hour are allowed". */
export type Quota = { noun: string; allowed: number; per: "minute" | "hour" };

const PER_MS = { minute: 60_000, hour: 3_600_000 };

// On globalThis: server.ts and Next's bundle are two module graphs that must count together.
const KEY = Symbol.for("hookglass.quotas");
const store = globalThis as { [KEY]?: Map<string, TokenBuckets> };

/**
 * Throws `rate_limited` when this client (an IPv4 address or IPv6 /64) used its quota up; never with
 * HOOKGLASS_RATE_LIMIT=off.
 */
export function requireQuota(request: Request, quota: Quota): void {
  if (!env().HOOKGLASS_RATE_LIMIT) return;
  requireQuotaFor(clientKey(clientAddressOf(request)), "from one address", quota);
}

/** Throws `rate_limited` when `key` used its quota up; `whose` says whose it is. Not to be switched off. */
export function requireQuotaFor(key: string, whose: string, quota: Quota): void {
  const { noun, allowed, per } = quota;
  const waitMs = bucketsOf(quota).take(key, Date.now());
  if (waitMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const wait =
    retryAfterSeconds > 90 ? `${Math.ceil(retryAfterSeconds / 60)} min` : `${retryAfterSeconds} s`;
  throw new AppError(
    "rate_limited",
    `${allowed} ${noun} ${per === "hour" ? "an hour" : "a minute"} are allowed ${whose}: try again in ${wait}`,
    { retryAfterSeconds },
  );
}

function bucketsOf({ noun, allowed, per }: Quota): TokenBuckets {
  store[KEY] ??= new Map();
  const name = `${noun} ${allowed} ${per}`;
  const known = store[KEY].get(name);
  if (known) return known;
  const made = createTokenBuckets(allowed, PER_MS[per]);
  store[KEY].set(name, made);
  return made;
}
