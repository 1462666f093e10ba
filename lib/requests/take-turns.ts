/** Lets few run at a time and the rest wait in line. */
export type Turns = {
  /** Runs `work` when it is its turn; null when too many wait already. */
  take: <Result>(work: () => Promise<Result>) => Promise<Result | null>;
};

/** First come, first served: `atOnce` run, at most `maxWaiting` wait. */
export function createTurns(atOnce: number, maxWaiting: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async take(work) {
      if (running >= atOnce) {
        if (waiting.length >= maxWaiting) return null;
        // Whoever ends hands its place over, so `running` stays as it is.
        await new Promise<void>((go) => waiting.push(go));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
