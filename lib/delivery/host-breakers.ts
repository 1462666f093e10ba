import { type Breaker, CLOSED } from "./circuit-breaker.ts";
import type { BreakerState } from "./schema.ts";

// On globalThis: the worker (server.ts) writes them, route handlers (Next's bundle) show them.
const KEY = Symbol.for("hookglass.breakers");
const store = globalThis as { [KEY]?: Map<string, Breaker> };

/** The breakers of this server by origin; a host that was never sent to has none. */
export function breakers(): Map<string, Breaker> {
  store[KEY] ??= new Map();
  return store[KEY];
}

/** The breaker of a URL's host, for people to see. */
export function breakerStateOf(url: string): BreakerState {
  const breaker = breakers().get(new URL(url).origin) ?? CLOSED;
  const probeAt = breaker.state === "open" ? new Date(breaker.probeAtMs).toISOString() : null;
  return { state: breaker.state, probeAt };
}
