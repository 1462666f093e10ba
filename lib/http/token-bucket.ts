/** Buckets by key: each holds `capacity` tokens and refills evenly over `perMs` milliseconds. */
export type TokenBuckets = {
  /** Takes one token; 0, or the milliseconds until there is one. */
  take: (key: string, nowMs: number) => number;
};

/** Full buckets carry no information, so they are forgotten once this many keys are held… */
const SWEEP_AT_KEYS = 10_000;
/** …but not at every new key beyond that: one who brings ever new keys would make each call slow. */
const SWEEPS_PER_REFILL = 10;

/** Allows bursts up to `capacity` and `capacity` per `perMs` in the long run. */
export function createTokenBuckets(capacity: number, perMs: number): TokenBuckets {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const refill = capacity / perMs;

  let sweptAtMs = Number.NEGATIVE_INFINITY;

  function sweep(nowMs: number): void {
    if (Math.abs(nowMs - sweptAtMs) < perMs / SWEEPS_PER_REFILL) return;
    sweptAtMs = nowMs;
    for (const [key, bucket] of buckets) {
      if (bucket.tokens + (nowMs - bucket.atMs) * refill >= capacity) buckets.delete(key);
    }
  }

  return {
    take(key, nowMs) {
      const bucket = buckets.get(key);
      if (!bucket) {
        if (buckets.size >= SWEEP_AT_KEYS) sweep(nowMs);
        buckets.set(key, { tokens: capacity - 1, atMs: nowMs });
        return 0;
      }
      const elapsedMs = Math.max(0, nowMs - bucket.atMs);
      bucket.tokens = Math.min(capacity, bucket.tokens + elapsedMs * refill);
      bucket.atMs = nowMs;
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * perMs) / capacity);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
