import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLiveBin } from "#components/realtime/live-bin.ts";
import type { RequestPage } from "#lib/requests/schema.ts";
import { rowId, rowsDown, summaryRow } from "./summary-row.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Query = { cursor: string | null; q: string | null };

function setUp(initialPage: RequestPage) {
  const frames: (() => void)[] = [];
  const asked: { query: Query; answer: (page: RequestPage) => void; fail: () => void }[] = [];
  const live = createLiveBin({
    initialPage,
    loadPage: (query) =>
      new Promise((resolve, reject) => {
        asked.push({ query, answer: resolve, fail: () => reject(new Error("away")) });
      }),
    onNextFrame: (callback) => frames.push(callback),
    onChanged: () => {},
  });
  return {
    live,
    asked,
    paths: () => live.getState().list.rows.map((row) => row.path),
    paint: () => {
      for (const frame of frames.splice(0)) frame();
    },
  };
}

const onePage = (from: number, to: number): RequestPage => ({
  items: rowsDown(from, to),
  nextCursor: null,
});

test("many batches within a frame make one change", () => {
  const { live, paint, paths } = setUp(onePage(2, 1));
  const changed = vi.fn();
  live.subscribe(changed);
  live.captured([summaryRow(3)]);
  live.captured([summaryRow(4), summaryRow(5)]);
  expect(changed).not.toHaveBeenCalled();
  paint();
  expect(changed).toHaveBeenCalledTimes(1);
  expect(paths()).toEqual(["/5", "/4", "/3", "/2", "/1"]);
});

test("what is pushed before the catch-up has ended does not move the cursor past the gap", () => {
  const { live, paint } = setUp(onePage(2, 1));
  live.captured([summaryRow(9)]);
  paint();
  expect(live.since()).toBe(rowId(2));
  live.captured(rowsDown(8, 3).reverse());
  live.caughtUp(rowId(8), false, false);
  expect(live.since()).toBe(rowId(9));
  live.connectionChanged({ type: "lost", atMs: 0 });
  live.captured([summaryRow(10)]);
  paint();
  expect(live.since()).toBe(rowId(9));
});

test("a bin that was empty when the page was made reads page one when the server knows more", async () => {
  const { live, asked, paths } = setUp({ items: [], nextCursor: null });
  live.connectionChanged({ type: "watching" });
  live.caughtUp(rowId(1), false, false);
  asked[0]?.answer(onePage(1, 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(paths()).toEqual(["/1"]);
  expect(live.since()).toBe(rowId(1));
});

test("after a reset the list is page one and what came since, and the cursor waits for it", async () => {
  const { live, asked, paths } = setUp(onePage(2, 1));
  live.connectionChanged({ type: "watching" });
  live.caughtUp(rowId(900), true, true);
  live.captured([summaryRow(901)]);
  expect(live.since()).toBe(rowId(2));
  asked[0]?.answer({ items: rowsDown(900, 899), nextCursor: rowId(899) });
  await vi.advanceTimersByTimeAsync(0);
  expect(paths()).toEqual(["/901", "/900", "/899"]);
  expect(live.getState().list.nextCursor).toBe(rowId(899));
  expect(live.since()).toBe(rowId(901));
});

test("a page that can't be read after a reset is asked for again", async () => {
  const { live, asked, paths } = setUp(onePage(2, 1));
  live.connectionChanged({ type: "watching" });
  live.caughtUp(rowId(900), true, true);
  asked[0]?.fail();
  await vi.advanceTimersByTimeAsync(2000);
  asked[1]?.answer(onePage(900, 900));
  await vi.advanceTimersByTimeAsync(0);
  expect(paths()).toEqual(["/900"]);
});

test("with a filter, arrivals wait to be searched and are not put in the filtered list", async () => {
  const { live, asked, paint } = setUp(onePage(2, 1));
  live.setFilter("stripe");
  asked[0]?.answer(onePage(1, 1));
  await vi.advanceTimersByTimeAsync(0);
  live.captured([summaryRow(3), summaryRow(4)]);
  paint();
  const filtered = () => live.getState().filter;
  expect(filtered()?.waiting).toBe(2);
  expect(filtered()?.list.rows.map((row) => row.path)).toEqual(["/1"]);
  await vi.advanceTimersByTimeAsync(800);
  expect(asked[1]?.query).toEqual({ cursor: null, q: "stripe" });
  asked[1]?.answer({ items: [summaryRow(4), summaryRow(1)], nextCursor: null });
  await vi.advanceTimersByTimeAsync(0);
  expect(filtered()?.waiting).toBe(0);
  expect(filtered()?.list.rows.map((row) => row.path)).toEqual(["/4", "/1"]);
  live.setFilter("");
  expect(filtered()).toBe(null);
});

test("the answer to an abandoned search is dropped", async () => {
  const { live, asked } = setUp(onePage(2, 1));
  live.setFilter("a");
  live.setFilter("ab");
  asked[1]?.answer(onePage(2, 2));
  asked[0]?.answer(onePage(1, 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(live.getState().filter?.list.rows.map((row) => row.path)).toEqual(["/2"]);
});

test("tells how far a re-check is, and what the bin says of it when events were missed", () => {
  const { live, paint } = setUp(onePage(2, 1));
  const item = { id: rowId(1), verification: { status: "failed" as const } };
  live.checked({ binId: "bin", items: [item], recheck: { done: 1, total: 2 } });
  expect(live.getState().recheck).toEqual({ done: 1, total: 2 });
  paint();
  expect(live.getState().list.rows[1]?.verification?.status).toBe("failed");
  live.recheckRead(null);
  expect(live.getState().recheck).toBeNull();
  live.checked({ binId: "bin", items: [], recheck: null });
  expect(live.getState().recheck).toBeNull();
});
