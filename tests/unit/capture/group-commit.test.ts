import { expect, test } from "vitest";
import { createGroupCommit } from "#lib/capture/group-commit.ts";

type Flush = { rows: string[]; succeed: () => void; fail: (error: Error) => void };

function setUp(limits: { maxBatchRows?: number; maxQueuedBytes?: number } = {}) {
  const flushes: Flush[] = [];
  const committed: string[][] = [];
  const waiters: (() => void)[] = [];
  const lane = createGroupCommit<string>({
    flush: (rows) =>
      new Promise((succeed, fail) => {
        flushes.push({ rows, succeed, fail });
        waiters.shift()?.();
      }),
    onCommitted: (rows) => committed.push(rows),
    onError: () => undefined,
    isOutage: (error) => error instanceof Error && error.message === "outage",
    sizeOf: (row) => row.length,
    maxBatchRows: limits.maxBatchRows ?? 100,
    maxBatchBytes: 1_000,
    maxQueuedBytes: limits.maxQueuedBytes ?? 1_000,
  });
  let taken = 0;
  const nextFlush = async (): Promise<Flush> => {
    if (flushes.length <= taken) await new Promise<void>((next) => waiters.push(next));
    const flush = flushes[taken];
    taken += 1;
    if (!flush) throw new Error("there was no flush");
    return flush;
  };
  return { lane, committed, nextFlush, begun: () => flushes.length };
}

test("rows that arrive during a flush go together in the next one", async () => {
  const { lane, committed, nextFlush } = setUp();
  const first = lane.add("a");
  const one = await nextFlush();
  const rest = [lane.add("b"), lane.add("c")];
  one.succeed();
  expect(await first).toBe("stored");
  const two = await nextFlush();
  expect(two.rows).toEqual(["b", "c"]);
  two.succeed();
  expect(await Promise.all(rest)).toEqual(["stored", "stored"]);
  expect(committed).toEqual([["a"], ["b", "c"]]);
});

test("nobody is answered before the commit", async () => {
  const { lane, nextFlush } = setUp();
  let answered = false;
  const added = lane.add("a").then(() => {
    answered = true;
  });
  const flush = await nextFlush();
  expect(answered).toBe(false);
  flush.succeed();
  await added;
});

test("the next batch is on its way before those of the last one are answered", async () => {
  const { lane, nextFlush, begun } = setUp();
  let begunAtAnswer = 0;
  const first = lane.add("a").then(() => {
    begunAtAnswer = begun();
  });
  const one = await nextFlush();
  const second = lane.add("b");
  one.succeed();
  await first;
  expect(begunAtAnswer).toBe(2);
  (await nextFlush()).succeed();
  expect(await second).toBe("stored");
});

test("a batch is no larger than allowed", async () => {
  const { lane, nextFlush } = setUp({ maxBatchRows: 2 });
  const all = ["a", "b", "c"].map(lane.add);
  const one = await nextFlush();
  expect(one.rows).toEqual(["a", "b"]);
  one.succeed();
  (await nextFlush()).succeed();
  expect(await Promise.all(all)).toEqual(["stored", "stored", "stored"]);
});

test("one bad row does not take others with it", async () => {
  const { lane, committed, nextFlush } = setUp();
  const all = ["good", "bad", "fine"].map(lane.add);
  (await nextFlush()).fail(new Error("invalid byte sequence"));
  for (let row = 0; row < 3; row += 1) {
    const single = await nextFlush();
    if (single.rows[0] === "bad") single.fail(new Error("invalid byte sequence"));
    else single.succeed();
  }
  expect(await Promise.all(all)).toEqual(["stored", "unavailable", "stored"]);
  expect(committed).toEqual([["good"], ["fine"]]);
});

test("when the database is away, the whole batch is refused at once and the next one is tried", async () => {
  const { lane, nextFlush } = setUp();
  const all = ["a", "b"].map(lane.add);
  (await nextFlush()).fail(new Error("outage"));
  expect(await Promise.all(all)).toEqual(["unavailable", "unavailable"]);
  const later = lane.add("c");
  (await nextFlush()).succeed();
  expect(await later).toBe("stored");
});

test("the queue is bounded in bytes, and there is room again after a commit", async () => {
  const { lane, nextFlush } = setUp({ maxQueuedBytes: 10 });
  const first = lane.add("12345678");
  expect(await lane.add("12345678")).toBe("queue_full");
  (await nextFlush()).succeed();
  await first;
  const again = lane.add("12345678");
  (await nextFlush()).succeed();
  expect(await again).toBe("stored");
});

test("drain waits for what is queued", async () => {
  const { lane, nextFlush } = setUp();
  const order: string[] = [];
  void lane.add("a").then(() => order.push("stored"));
  const drained = lane.drain().then(() => order.push("drained"));
  (await nextFlush()).succeed();
  await drained;
  expect(order).toEqual(["stored", "drained"]);
});
