import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { CLIENT_ADDRESS_HEADER, clientKey } from "#lib/http/client-address.ts";
import { createRateAllowance, type RateAllowance } from "./rate-allowance.ts";

const MINUTE_MS = 60_000;
const MAX_CLIENTS = 10_000;
const KEY = Symbol.for("hookglass.delivery-quota");
const store = globalThis as { [KEY]?: Map<string, RateAllowance> };

/**
 * Throws `rate_limited` when this client (an IPv4 address or IPv6 /64) asks for more deliveries in a
 * minute than one may: Hookglass must be no use for flooding somebody.
 */
export function requireDeliveryQuota(request: Request, deliveries: number): void {
  const { HOOKGLASS_RATE_LIMIT, HOOKGLASS_DELIVERIES_PER_MINUTE: perMinute } = env();
  if (!HOOKGLASS_RATE_LIMIT) return;
  store[KEY] ??= new Map();
  if (store[KEY].size > MAX_CLIENTS) store[KEY].clear();
  const client = clientKey(request.headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown");
  const allowance = store[KEY].get(client) ?? createRateAllowance(perMinute, MINUTE_MS);
  store[KEY].set(client, allowance);
  const now = Date.now();
  if (allowance.left(now) >= deliveries) {
    allowance.spend(deliveries, now);
    return;
  }
  const waitMs = Math.max(1_000, allowance.waitMs(now));
  const message = `${perMinute} deliveries a minute are allowed from one address: try again in ${Math.ceil(waitMs / 1000)} s`;
  throw new AppError("rate_limited", message, { retryAfterSeconds: Math.ceil(waitMs / 1000) });
}
