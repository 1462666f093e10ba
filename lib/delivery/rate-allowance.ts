/** How much may still be begun of what is limited per time. */
export type RateAllowance = {
  /** Whole units left now. */
  left: (nowMs: number) => number;
  spend: (units: number, nowMs: number) => void;
  /** Gives back what was spent but not used. */
  refund: (units: number) => void;
  /** Milliseconds until there is one unit. */
  waitMs: (nowMs: number) => number;
};

/** Allows `units` per `perMs`, and bursts of `burst`: after one there may be more in a time than `units`. */
export function createRateAllowance(units: number, perMs: number, burst = units): RateAllowance {
  const perMillisecond = units / perMs;
  // Less than one would never be a whole unit.
  const most = Math.max(1, burst);
  let tokens = most;
  let atMs = Number.NEGATIVE_INFINITY;

  function refill(nowMs: number): void {
    if (atMs !== Number.NEGATIVE_INFINITY) {
      tokens = Math.min(most, tokens + Math.max(0, nowMs - atMs) * perMillisecond);
    }
    atMs = Math.max(atMs, nowMs);
  }

  return {
    left(nowMs) {
      refill(nowMs);
      return Math.max(0, Math.floor(tokens));
    },
    spend(spent, nowMs) {
      refill(nowMs);
      tokens -= spent;
    },
    refund(unused) {
      tokens = Math.min(most, tokens + unused);
    },
    waitMs(nowMs) {
      refill(nowMs);
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMillisecond);
    },
  };
}
