import fc from "fast-check";
import { expect, test } from "vitest";
import { splitMatches } from "#lib/inspection/highlight-matches.ts";

test("finds every occurrence, whatever its case", () => {
  expect(splitMatches("Invoice, invOICE", "invoice")).toEqual([
    { text: "Invoice", match: true },
    { text: ", ", match: false },
    { text: "invOICE", match: true },
  ]);
});

test("takes the query literally", () => {
  expect(splitMatches("a.c abc [x-y]", "a.c")).toEqual([
    { text: "a.c", match: true },
    { text: " abc [x-y]", match: false },
  ]);
  expect(splitMatches("[x-y]", "[x-Y]")).toEqual([{ text: "[x-y]", match: true }]);
});

test("only A to Z have a case", () => {
  expect(splitMatches("É", "é")).toEqual([{ text: "É", match: false }]);
});

test("an empty query or text has no matches", () => {
  expect(splitMatches("abc", "")).toEqual([{ text: "abc", match: false }]);
  expect(splitMatches("", "a")).toEqual([]);
});

test("loses nothing and finds a text in itself", () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, query, after) => {
      const segments = splitMatches(before + query + after, query);
      expect(segments.map((segment) => segment.text).join("")).toBe(before + query + after);
      expect(segments.some((segment) => segment.match)).toBe(true);
    }),
  );
});
