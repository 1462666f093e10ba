/** Work that is done in the order it comes, a bounded part of it at once. */
export type WorkQueue<Item> = {
  add: (items: readonly Item[]) => void;
  /** Begins nothing more; resolves when what was begun has ended. */
  stop: () => Promise<void>;
  /** Resolves when there is nothing left to do. */
  idle: () => Promise<void>;
};

/**
 * `prepare` runs ahead for up to `ahead` items, so that fetching one does not wait for another's turn;
 * `run` begins in order, at most `concurrency` at once. Neither may reject but when stopped: see
 * `onError`.
 */
export function createWorkQueue<Item extends object, Prepared>(input: {
  concurrency: number;
  ahead: number;
  prepare: (item: Item) => Promise<Prepared>;
  run: (prepared: Prepared) => Promise<void>;
  onError: (error: unknown) => void;
}): WorkQueue<Item> {
  const { concurrency, ahead, prepare, run, onError } = input;
  const items: Item[] = [];
  const prepared: Promise<Prepared>[] = [];
  let running = 0;
  let stopped = false;
  let waiters: (() => void)[] = [];

  function pump(): void {
    while (!stopped && prepared.length < ahead) {
      const item = items.shift();
      if (item === undefined) break;
      const next = prepare(item);
      // It may fail before its turn: its turn reports it.
      next.catch(() => {});
      prepared.push(next);
    }
    while (!stopped && running < concurrency) {
      const next = prepared.shift();
      if (next === undefined) break;
      running += 1;
      next
        .then(run)
        .catch(onError)
        .finally(() => {
          running -= 1;
          pump();
        });
    }
    if (running === 0 && (stopped || prepared.length === 0)) {
      for (const done of waiters) done();
      waiters = [];
    }
  }

  const settled = () =>
    new Promise<void>((done) => {
      waiters.push(done);
      pump();
    });

  return {
    add(more) {
      items.push(...more);
      pump();
    },
    stop() {
      stopped = true;
      return settled();
    },
    idle: settled,
  };
}
