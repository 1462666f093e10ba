import { expect, test } from "vitest";
import {
  type JsonOutline,
  openDepthFor,
  outlineJson,
  outlineNode,
  outlinePath,
  visibleRows,
} from "#components/requests/json-outline.ts";

const TEXT = `{"id": 12345678901234567890, "a": 1, "a": 2, "odd \\u0041 key": [true, {"x": null}], "e": {}}`;

function read(text: string): JsonOutline {
  const { outline, fault } = outlineJson(text);
  if (!outline) throw new Error(fault.message);
  return outline;
}

function sources(outline: JsonOutline, text: string): string[] {
  return Array.from({ length: outline.count }, (_, row) => {
    const { start, end } = outlineNode(outline, row);
    return text.slice(start, end);
  });
}

test("every value keeps its source text, big numbers and duplicate keys included", () => {
  expect(sources(read(TEXT), TEXT)).toEqual([
    TEXT,
    "12345678901234567890",
    "1",
    "2",
    '[true, {"x": null}]',
    "true",
    '{"x": null}',
    "null",
    "{}",
  ]);
});

test("a value knows its kind, depth, container and place", () => {
  expect(outlineNode(read(TEXT), 6)).toMatchObject({
    kind: "object",
    depth: 2,
    parent: 4,
    position: 1,
    after: 8,
    children: 1,
  });
  expect(outlineNode(read(TEXT), 0)).toMatchObject({ parent: -1, children: 5, after: 9 });
});

test("paths name members plainly when they can and quote them when they can't", () => {
  const outline = read(TEXT);
  expect(outlinePath(outline, TEXT, 0)).toBe("$");
  expect(outlinePath(outline, TEXT, 1)).toBe("$.id");
  expect(outlinePath(outline, TEXT, 7)).toBe('$["odd A key"][1].x');
});

test("closed containers hide what is in them", () => {
  const outline = read(TEXT);
  expect([...visibleRows(outline, () => true, 100)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...visibleRows(outline, (_row, depth) => depth < 1, 100)]).toEqual([0, 1, 2, 3, 4, 8]);
  expect([...visibleRows(outline, () => true, 3)]).toEqual([0, 1, 2]);
});

test("as many levels open as fit the wanted number of rows, one at least", () => {
  const outline = read(TEXT);
  expect(openDepthFor(outline, 100)).toBe(4);
  expect(openDepthFor(outline, 8)).toBe(2);
  expect(openDepthFor(outline, 2)).toBe(1);
});

test("a text that is not JSON says where", () => {
  expect(outlineJson('{\n  "a": 1,\n}')).toEqual({
    outline: null,
    fault: { line: 3, column: 1, message: "JSON allows no comma after the last item" },
  });
});

test("a lone value is a tree of one", () => {
  expect(outlineNode(read(" 42 "), 0)).toMatchObject({
    kind: "number",
    start: 1,
    end: 3,
    depth: 0,
  });
});

test("ten thousand levels do not overflow the stack", () => {
  const outline = read("[".repeat(10_000) + "]".repeat(10_000));
  expect(outline.count).toBe(10_000);
  expect(outlineNode(outline, 9_999).depth).toBe(9_999);
});
