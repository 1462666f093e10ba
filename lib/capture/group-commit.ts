/** What became of a row: stored and committed, or not stored and why. */
export type CommitOutcome = "stored" | "queue_full" | "unavailable";

export type GroupCommit<Row> = {
  /** Resolves when the row is committed, or known not to be. Never rejects. */
  add: (row: Row) => Promise<CommitOutcome>;
  /** Resolves when nothing is queued or in flight. */
  drain: () => Promise<void>;
};

type Waiting<Row> = { row: Row; bytes: number; done: (outcome: CommitOutcome) => void };

/**
 * Group commit: rows that arrive while a flush is in flight wait together and go in the next one.
 * A lone row goes at once; under load each commit carries as many rows as came meanwhile.
 * One flush at a time, so rows become visible in the order in which they were added.
 *
 * A batch that fails is tried again row by row, so that one bad row does not take others with it;
 * when the first of these fails too, `isOutage` decides whether the database is to blame for all.
 */
export function createGroupCommit<Row>(input: {
  flush: (rows: Row[]) => Promise<void>;
  /** Called after each commit, before the waiting senders are answered. */
  onCommitted: (rows: Row[]) => void;
  onError: (error: unknown) => void;
  isOutage: (error: unknown) => boolean;
  sizeOf: (row: Row) => number;
  maxBatchRows: number;
  maxBatchBytes: number;
  maxQueuedBytes: number;
}): GroupCommit<Row> {
  const { flush, onCommitted, onError, isOutage, sizeOf } = input;
  let queue: Waiting<Row>[] = [];
  let queuedBytes = 0;
  let flushing: Promise<void> | null = null;

  function takeBatch(): Waiting<Row>[] {
    let bytes = 0;
    let rows = 0;
    for (const waiting of queue) {
      if (rows > 0 && (rows >= input.maxBatchRows || bytes + waiting.bytes > input.maxBatchBytes))
        break;
      bytes += waiting.bytes;
      rows += 1;
    }
    const batch = queue.slice(0, rows);
    queue = queue.slice(rows);
    return batch;
  }

  /** Frees its bytes first: the sender that is answered may add the next row at once. */
  function settle(waiting: Waiting<Row>, outcome: CommitOutcome): void {
    queuedBytes -= waiting.bytes;
    waiting.done(outcome);
  }

  /** Resolves, once the batch is committed or known not to be, to what tells those who wait. */
  async function store(batch: Waiting<Row>[]): Promise<() => void> {
    const rows = batch.map((waiting) => waiting.row);
    try {
      await flush(rows);
    } catch (error) {
      onError(error);
      if (batch.length === 1 || isOutage(error)) {
        return () => {
          for (const waiting of batch) settle(waiting, "unavailable");
        };
      }
      for (const waiting of batch) {
        const tell = await store([waiting]);
        tell();
      }
      return () => undefined;
    }
    return () => {
      onCommitted(rows);
      for (const waiting of batch) settle(waiting, "stored");
    };
  }

  async function run(): Promise<void> {
    let tell = () => {};
    while (queue.length > 0) {
      const storing = store(takeBatch());
      // Only now, so that the database works on the next batch while these are answered.
      tell();
      tell = await storing;
    }
    flushing = null;
    tell();
  }

  return {
    add(row) {
      const bytes = sizeOf(row);
      if (queuedBytes > 0 && queuedBytes + bytes > input.maxQueuedBytes) {
        return Promise.resolve("queue_full");
      }
      queuedBytes += bytes;
      return new Promise((done) => {
        queue.push({ row, bytes, done });
        // Not in this tick: whatever else was parsed from the sockets just now can come along.
        flushing ??= new Promise((next) => setImmediate(next)).then(run);
      });
    },
    async drain() {
      while (flushing) await flushing;
    },
  };
}
