import { expect, test } from "vitest";
import {
  type LiveList,
  listFromPage,
  MAX_ROWS,
  reduceLive,
} from "#components/realtime/live-store.ts";
import { rowId, rowsDown, summaryRow } from "./summary-row.ts";

const nothing: ReadonlySet<string> = new Set();
const paths = (list: LiveList) => list.rows.map((row) => row.path);
const threeRows = () => listFromPage({ items: rowsDown(3, 1), nextCursor: null });

test("arrivals go on top, newest first, whatever the order they came in", () => {
  const list = reduceLive(threeRows(), {
    type: "arrived",
    items: [summaryRow(5), summaryRow(4), summaryRow(6)],
  });
  expect(paths(list)).toEqual(["/6", "/5", "/4", "/3", "/2", "/1"]);
  expect(list.newCount).toBe(3);
});

test("a row that arrives twice is there once and counts once", () => {
  const once = reduceLive(threeRows(), { type: "arrived", items: [summaryRow(4), summaryRow(4)] });
  const twice = reduceLive(once, { type: "arrived", items: [summaryRow(2), summaryRow(4)] });
  expect(paths(twice)).toEqual(["/4", "/3", "/2", "/1"]);
  expect(twice.newCount).toBe(1);
});

test("a row that arrives late takes its place in the middle", () => {
  const list = listFromPage({ items: [summaryRow(9), summaryRow(5)], nextCursor: null });
  expect(paths(reduceLive(list, { type: "arrived", items: [summaryRow(7)] }))).toEqual([
    "/9",
    "/7",
    "/5",
  ]);
});

test("what is known already leaves the list as it is", () => {
  const list = threeRows();
  expect(reduceLive(list, { type: "arrived", items: [summaryRow(3)] })).toBe(list);
  expect(reduceLive(list, { type: "seen" })).toBe(list);
});

test("looking at the newest resets the count", () => {
  const list = reduceLive(threeRows(), { type: "arrived", items: [summaryRow(4)] });
  expect(reduceLive(list, { type: "seen" }).newCount).toBe(0);
});

test("an older page goes below, without repeating rows", () => {
  const list = listFromPage({ items: rowsDown(6, 4), nextCursor: rowId(4) });
  const page = { items: rowsDown(4, 2), nextCursor: rowId(2) };
  const longer = reduceLive(list, { type: "older", cursor: rowId(4), page });
  expect(paths(longer)).toEqual(["/6", "/5", "/4", "/3", "/2"]);
  expect(longer.nextCursor).toBe(rowId(2));
});

test("an older page that was asked for before the list began anew is dropped", () => {
  const list = listFromPage({ items: rowsDown(60, 50), nextCursor: rowId(50) });
  const page = { items: rowsDown(3, 1), nextCursor: null };
  expect(reduceLive(list, { type: "older", cursor: rowId(4), page })).toBe(list);
});

test("a removed row does not come back with an answer that was under way", () => {
  const list = reduceLive(threeRows(), { type: "removed", ids: [rowId(2)] });
  expect(paths(list)).toEqual(["/3", "/1"]);
  const later = reduceLive(list, { type: "arrived", items: [summaryRow(2), summaryRow(4)] });
  expect(paths(later)).toEqual(["/4", "/3", "/1"]);
});

test("clearing keeps pinned rows", () => {
  const items = [summaryRow(3), summaryRow(2, { pinned: true }), summaryRow(1)];
  const list = reduceLive(listFromPage({ items, nextCursor: null }), {
    type: "cleared",
    pinned: false,
  });
  expect(paths(list)).toEqual(["/2"]);
});

test("a refreshed page drops what was deleted and keeps what lies below and what came since", () => {
  const list = reduceLive(listFromPage({ items: rowsDown(9, 1), nextCursor: rowId(1) }), {
    type: "arrived",
    items: [summaryRow(10)],
  });
  const page = {
    items: [summaryRow(9), summaryRow(7, { pinned: true })],
    nextCursor: rowId(7),
  };
  const next = reduceLive(list, {
    type: "refreshed",
    page,
    keep: new Set([rowId(10)]),
    knownUpTo: rowId(9),
  });
  expect(paths(next)).toEqual(["/10", "/9", "/7", "/6", "/5", "/4", "/3", "/2", "/1"]);
  expect(next.rows[2]?.pinned).toBe(true);
  expect(next.nextCursor).toBe(rowId(1));
});

test("a refreshed page that does not reach the known rows starts the list again, so no gap is left", () => {
  const page = { items: rowsDown(900, 890), nextCursor: rowId(890) };
  const next = reduceLive(threeRows(), {
    type: "refreshed",
    page,
    keep: nothing,
    knownUpTo: rowId(3),
  });
  expect(next.rows).toHaveLength(11);
  expect(next.nextCursor).toBe(rowId(890));
});

test("a refreshed last page is the whole list", () => {
  const next = reduceLive(threeRows(), {
    type: "refreshed",
    page: { items: [], nextCursor: null },
    keep: nothing,
    knownUpTo: rowId(3),
  });
  expect(paths(next)).toEqual([]);
  expect(next.nextCursor).toBe(null);
});

test("beyond the cap the oldest rows go and can be paged back to", () => {
  const list = listFromPage({ items: rowsDown(MAX_ROWS, 1), nextCursor: null });
  const next = reduceLive(list, {
    type: "arrived",
    items: [summaryRow(MAX_ROWS + 1), summaryRow(MAX_ROWS + 2)],
  });
  expect(next.rows).toHaveLength(10_000);
  expect(next.rows[0]?.path).toBe("/10002");
  expect(next.nextCursor).toBe(rowId(3));
});

test("a changed row is replaced in place", () => {
  const next = reduceLive(threeRows(), {
    type: "changed",
    item: summaryRow(2, { pinned: true }),
  });
  expect(next.rows.map((row) => row.pinned)).toEqual([false, true, false]);
});

test("trimming drops unpinned rows up to an id, also from pages that were under way", () => {
  const items = [summaryRow(5), summaryRow(4), summaryRow(3, { pinned: true }), summaryRow(2)];
  const list = reduceLive(listFromPage({ items, nextCursor: rowId(2) }), {
    type: "trimmed",
    upTo: rowId(4),
  });
  expect(paths(list)).toEqual(["/5", "/3"]);
  const page = { items: [summaryRow(1), summaryRow(0, { pinned: true })], nextCursor: null };
  const older = reduceLive(list, { type: "older", cursor: rowId(2), page });
  expect(paths(older)).toEqual(["/5", "/3", "/0"]);
});

test("verdicts are put where their rows are, and change nothing where there are none", () => {
  const list = threeRows();
  const verified = { verification: { status: "verified" as const } };
  const checked = reduceLive(list, {
    type: "checked",
    items: [
      { id: rowId(2), ...verified },
      { id: rowId(7), ...verified },
    ],
  });
  expect(checked.rows.map((row) => row.verification?.status)).toEqual([
    undefined,
    "verified",
    undefined,
  ]);
  expect(checked.rows[0]).toBe(list.rows[0]);
  const cleared = reduceLive(checked, {
    type: "checked",
    items: [{ id: rowId(2), verification: null }],
  });
  expect(cleared.rows[1]?.verification).toBeNull();
  expect(reduceLive(list, { type: "checked", items: [{ id: rowId(7), ...verified }] })).toBe(list);
});
