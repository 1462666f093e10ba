import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLine, manyLines, oneLine } from "#lib/cli/terminal.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u202a-\u202e\u2066-\u2069]/;

test("No text can move the cursor, change colors or turn the line around.", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(oneLine(text)).not.toMatch(UNSAFE);
      expect(manyLines(text).replace(/\r\n|[\n\t]/g, "")).not.toMatch(UNSAFE);
      expect(jsonLine({ text })).not.toMatch(UNSAFE);
    }),
  );
  expect(oneLine("\u001b[31mred\r\n\tnext\u202e")).toBe("␛[31mred␍␊␉nextU+202E");
});

test("JSON reads back as the same value.", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })),
      (value) => {
        expect(JSON.parse(jsonLine(value))).toEqual({ ...value });
      },
    ),
  );
});
