const WINDOW_MS = 5 * 60_000;
const MIN_ATTEMPTS = 10;
const OPENS_AT_FAILURE_RATE = 0.7;
const FIRST_PAUSE_MS = 30_000;
const MAX_PAUSE_MS = 10 * 60_000;
const BUCKET_MS = 10_000;

type Bucket = { fromMs: number; attempts: number; failures: number };

/**
 * A circuit breaker of one host. `closed`: everything is sent; `open`: nothing is, until `probeAtMs`;
 * then one attempt is a probe that decides (`probing`). Values are never changed in place.
 */
export type Breaker =
  | { state: "closed"; buckets: readonly Bucket[] }
  | { state: "open"; probeAtMs: number; pauseMs: number }
  | { state: "probing"; sinceMs: number; pauseMs: number };

/** How every host begins. */
export const CLOSED: Breaker = { state: "closed", buckets: [] };

/** How many attempts may begin: all, none, or the one that is the probe. */
export function admits(breaker: Breaker, nowMs: number): "all" | "none" | "probe" {
  switch (breaker.state) {
    case "closed":
      return "all";
    case "open":
      return nowMs >= breaker.probeAtMs ? "probe" : "none";
    case "probing":
      // A probe that was never heard of again must not keep the host shut for ever.
      return nowMs >= breaker.sinceMs + WINDOW_MS ? "probe" : "none";
  }
}

/** The breaker once the probe is on its way. */
export function startProbe(breaker: Breaker, nowMs: number): Breaker {
  if (breaker.state === "closed") return breaker;
  return { state: "probing", sinceMs: nowMs, pauseMs: breaker.pauseMs };
}

/** The breaker when the probe told nothing about the host: the next attempt is a probe again. */
export function cancelProbe(breaker: Breaker, nowMs: number): Breaker {
  if (breaker.state !== "probing") return breaker;
  return { state: "open", probeAtMs: nowMs, pauseMs: breaker.pauseMs };
}

/**
 * The breaker after an attempt ended. Opens when at least 70 % of at least 10 attempts within five
 * minutes failed; a probe that fails doubles the pause (30 s to 10 min), one that succeeds closes.
 */
export function record(breaker: Breaker, failed: boolean, nowMs: number): Breaker {
  if (breaker.state === "probing") {
    return failed ? open(nowMs, Math.min(2 * breaker.pauseMs, MAX_PAUSE_MS)) : CLOSED;
  }
  if (breaker.state === "open") return failed ? breaker : CLOSED;
  const buckets = count(breaker.buckets, failed, nowMs);
  const attempts = buckets.reduce((sum, bucket) => sum + bucket.attempts, 0);
  const failures = buckets.reduce((sum, bucket) => sum + bucket.failures, 0);
  if (failed && attempts >= MIN_ATTEMPTS && failures / attempts >= OPENS_AT_FAILURE_RATE) {
    return open(nowMs, FIRST_PAUSE_MS);
  }
  return { state: "closed", buckets };
}

function open(nowMs: number, pauseMs: number): Breaker {
  return { state: "open", probeAtMs: nowMs + pauseMs, pauseMs };
}

function count(buckets: readonly Bucket[], failed: boolean, nowMs: number): Bucket[] {
  const fromMs = Math.floor(nowMs / BUCKET_MS) * BUCKET_MS;
  const kept = buckets.filter((bucket) => bucket.fromMs > nowMs - WINDOW_MS);
  const last = kept.at(-1);
  const current = last?.fromMs === fromMs ? last : { fromMs, attempts: 0, failures: 0 };
  const rest = last?.fromMs === fromMs ? kept.slice(0, -1) : kept;
  return [
    ...rest,
    {
      fromMs,
      attempts: current.attempts + 1,
      failures: current.failures + (failed ? 1 : 0),
    },
  ];
}
