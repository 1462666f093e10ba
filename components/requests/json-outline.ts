import { scanJson } from "#lib/inspection/json-scan.ts";

/** The kinds of JSON values, by the number that an outline stores. */
export const JSON_KINDS = ["object", "array", "string", "number", "boolean", "null"] as const;
export type JsonKind = (typeof JSON_KINDS)[number];

/**
 * A JSON text as a flat table of offsets: one row per value, in source order. Holds no text, so that
 * a large one can go from a worker to the page without being copied.
 */
export type JsonOutline = { count: number; cells: Uint32Array<ArrayBuffer> };

/** Where and why a text is not JSON; `line` and `column` count from 1. */
export type OutlineFault = { line: number; column: number; message: string };

export type OutlineResult =
  | { outline: JsonOutline; fault: null }
  | { outline: null; fault: OutlineFault };

/** One value; offsets are UTF-16 code units of the text. */
export type OutlineNode = {
  kind: JsonKind;
  depth: number;
  /** Row of the container; -1 for the root. */
  parent: number;
  /** Place in the container. */
  position: number;
  /** The member's name with its quotes; empty range for items and the root. */
  keyStart: number;
  keyEnd: number;
  start: number;
  end: number;
  /** The row behind this value and everything in it. */
  after: number;
  children: number;
};

/** Beyond this a tree is of no use to a reader and costs more memory than the text. */
const MAX_OUTLINE_VALUES = 1_500_000;

const STRIDE = 9;
const CELL = {
  head: 0,
  parent: 1,
  position: 2,
  keyStart: 3,
  keyEnd: 4,
  start: 5,
  end: 6,
  after: 7,
  children: 8,
};
const FIRST_ROWS = 1024;
const NO_PARENT = 0xffffffff;

/** Reads a JSON text (RFC 8259) into an outline. One pass, no recursion. */
export function outlineJson(text: string): OutlineResult {
  let cells = new Uint32Array(FIRST_ROWS * STRIDE);
  let count = 0;
  let tooMany = false;
  const open: number[] = [];
  let keyStart = 0;
  let keyEnd = 0;

  const fault = scanJson(text, (token, start, end) => {
    if (tooMany) return;
    if (token === "key") {
      keyStart = start;
      keyEnd = end;
      return;
    }
    if (token === "object-end" || token === "array-end") {
      const row = (open.pop() ?? 0) * STRIDE;
      cells[row + CELL.end] = end;
      cells[row + CELL.after] = count;
      return;
    }
    if (count === MAX_OUTLINE_VALUES) {
      tooMany = true;
      return;
    }
    if ((count + 1) * STRIDE > cells.length) {
      const larger = new Uint32Array(cells.length * 2);
      larger.set(cells);
      cells = larger;
    }
    const parent = open.at(-1);
    const at = count * STRIDE;
    const opens = token === "object-start" || token === "array-start";
    const kind =
      token === "object-start" ? 0 : token === "array-start" ? 1 : JSON_KINDS.indexOf(token);
    cells[at + CELL.head] = kind | (open.length << 3);
    cells[at + CELL.parent] = parent ?? NO_PARENT;
    cells[at + CELL.keyStart] = keyStart;
    cells[at + CELL.keyEnd] = keyEnd;
    cells[at + CELL.start] = start;
    cells[at + CELL.end] = end;
    cells[at + CELL.after] = count + 1;
    if (parent !== undefined) {
      const siblings = parent * STRIDE + CELL.children;
      const position = cells[siblings] ?? 0;
      cells[at + CELL.position] = position;
      cells[siblings] = position + 1;
    }
    if (opens) open.push(count);
    keyStart = 0;
    keyEnd = 0;
    count += 1;
  });

  if (fault !== null) return { outline: null, fault: locate(text, fault.offset, fault.message) };
  if (tooMany) {
    const message = `There are more than ${MAX_OUTLINE_VALUES.toLocaleString("en")} values: too many for a tree`;
    return { outline: null, fault: { line: 1, column: 1, message } };
  }
  return { outline: { count, cells: cells.slice(0, count * STRIDE) }, fault: null };
}

function locate(text: string, offset: number, message: string): OutlineFault {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1, message };
}

/** One row of an outline. */
export function outlineNode(outline: JsonOutline, row: number): OutlineNode {
  const at = row * STRIDE;
  const cell = (field: number) => outline.cells[at + field] ?? 0;
  const head = cell(CELL.head);
  const parent = cell(CELL.parent);
  return {
    kind: JSON_KINDS[head & 7] ?? "null",
    depth: head >>> 3,
    parent: parent === NO_PARENT ? -1 : parent,
    position: cell(CELL.position),
    keyStart: cell(CELL.keyStart),
    keyEnd: cell(CELL.keyEnd),
    start: cell(CELL.start),
    end: cell(CELL.end),
    after: cell(CELL.after),
    children: cell(CELL.children),
  };
}

/** The rows to show when `isOpen` says which containers are, at most `limit`. */
export function visibleRows(
  outline: JsonOutline,
  isOpen: (row: number, depth: number) => boolean,
  limit: number,
): Uint32Array {
  const rows = new Uint32Array(Math.min(outline.count, limit));
  let shown = 0;
  for (let row = 0; row < outline.count && shown < rows.length; shown += 1) {
    rows[shown] = row;
    const at = row * STRIDE;
    const after = outline.cells[at + CELL.after] ?? row + 1;
    const depth = (outline.cells[at + CELL.head] ?? 0) >>> 3;
    row = after === row + 1 || isOpen(row, depth) ? row + 1 : after;
  }
  return rows.subarray(0, shown);
}

/** How many levels can be open so that about `wanted` rows show; 1 at least. */
export function openDepthFor(outline: JsonOutline, wanted: number): number {
  const perDepth: number[] = [];
  for (let row = 0; row < outline.count; row += 1) {
    const depth = (outline.cells[row * STRIDE] ?? 0) >>> 3;
    perDepth[depth] = (perDepth[depth] ?? 0) + 1;
  }
  let total = 0;
  for (let depth = 0; depth < perDepth.length; depth += 1) {
    total += perDepth[depth] ?? 0;
    if (total > wanted) return Math.max(1, depth - 1);
  }
  return perDepth.length;
}

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** Where a value is, for people and for search: `$.items[0]["odd name"]`. */
export function outlinePath(outline: JsonOutline, text: string, row: number): string {
  const steps: string[] = [];
  for (let at = row; at >= 0; ) {
    const node = outlineNode(outline, at);
    if (node.parent >= 0) steps.push(step(node, text));
    at = node.parent;
  }
  return `$${steps.reverse().join("")}`;
}

function step(node: OutlineNode, text: string): string {
  if (node.keyEnd === 0) return `[${node.position}]`;
  const raw = text.slice(node.keyStart, node.keyEnd);
  const name = jsonString(raw);
  return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** What a JSON string literal stands for; the scan has made sure that it is one. */
export function jsonString(raw: string): string {
  return raw.includes("\\") ? String(JSON.parse(raw)) : raw.slice(1, -1);
}
