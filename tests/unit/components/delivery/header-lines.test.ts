import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { headerText, lineRange, parseHeaderText } from "#components/delivery/header-lines.ts";
import type { HeaderList } from "#lib/http/headers.ts";

test("Order, case, repetition and empty values survive being text.", () => {
  const headers: HeaderList = [
    ["Host", "example.com"],
    ["X-A", "1"],
    ["x-a", "2"],
    ["X-A", "1"],
    ["Empty", ""],
    ["Link", "<https://example.com/?a=b:c>; rel=next"],
  ];
  const text = headerText(headers);
  expect(text.split("\n")).toContain("Link: <https://example.com/?a=b:c>; rel=next");
  expect(parseHeaderText(text)).toEqual({ ok: true, headers, lines: [1, 2, 3, 4, 5, 6] });
});

test("Any list of header fields that a server can have read survives being text.", () => {
  const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/);
  const value = fc.stringMatching(
    /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/,
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), (headers) => {
      expect(parseHeaderText(headerText(headers))).toMatchObject({ ok: true, headers });
    }),
  );
});

test("Space around names and values counts for nothing, blank lines neither.", () => {
  expect(parseHeaderText("\n  A :  1 \t\r\n\n\tB:2\n   \n")).toEqual({
    ok: true,
    headers: [
      ["A", "1"],
      ["B", "2"],
    ],
    lines: [2, 4],
  });
  expect(parseHeaderText(" \n")).toEqual({ ok: true, headers: [], lines: [] });
});

test("A line without a colon is named.", () => {
  const message = "There is no colon: write Name: value";
  expect(parseHeaderText("A: 1\n\nAuthorization")).toEqual({ ok: false, line: 3, message });
});

describe("where a line stands", () => {
  const text = "first\n\nthird";
  test.each([
    [1, "first"],
    [2, ""],
    [3, "third"],
    [4, ""],
  ])("line %i is %j", (line, expected) => {
    expect(text.slice(...lineRange(text, line))).toBe(expected);
  });
});
