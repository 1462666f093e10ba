import fc from "fast-check";
import { expect, test } from "vitest";
import { isJson, scanJson } from "#lib/inspection/json-scan.ts";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("reports tokens in order with their offsets", () => {
  const tokens: unknown[] = [];
  const fault = scanJson(' {"a": [1, true]}', (...token) => tokens.push(token));
  expect(fault).toBeNull();
  expect(tokens).toEqual([
    ["object-start", 1, 2],
    ["key", 2, 5],
    ["array-start", 7, 8],
    ["number", 8, 9],
    ["boolean", 11, 15],
    ["array-end", 15, 16],
    ["object-end", 16, 17],
  ]);
});

test.each([
  ["", 0, "Expected a value, found the end"],
  ["[1,]", 3, "JSON allows no comma after the last item"],
  ['{"a":1,}', 7, "JSON allows no comma after the last item"],
  ["[1 2]", 3, 'Expected "," or "]", found "2"'],
  ["[1}", 2, 'Expected "," or "]", found "}"'],
  ["{a:1}", 1, 'Expected a key in double quotes, found "a"'],
  ['{"a" 1}', 5, 'Expected ":" after the key, found "1"'],
  ["// c\n1", 0, 'Expected a value, found "/"'],
  ["1 1", 2, 'Expected nothing after the value, found "1"'],
  ["[1", 2, 'Expected "," or "]", found the end'],
  ["012", 0, "A number must not start with a zero"],
  ["1.", 2, "Expected a digit, found the end"],
  ["1e+", 3, "Expected a digit, found the end"],
  ["-x", 1, 'Expected a digit, found "x"'],
  ['"a\nb"', 2, '"\\n" must be escaped inside a string'],
  ['"\\x"', 1, "\\x is not an escape that JSON knows"],
  ['"\\u12g4"', 1, "\\u must be followed by four hexadecimal digits"],
  ['"abc', 4, "The text ends inside a string"],
  ['"abc\\', 5, "The text ends inside a string"],
  ["nul", 0, 'Expected a value, found "n"'],
  ["truex", 4, 'Expected nothing after the value, found "x"'],
])("refuses %j", (text, offset, message) => {
  expect(scanJson(text, () => {})).toEqual({ offset, message });
});

test("accepts every JSON value, however it is spaced", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom("", " ", "\r\n\t"), (text, space) => {
      expect(isJson(space + text + space)).toBe(true);
    }),
  );
});

test("judges arbitrary JSON-like text as JSON.parse does", () => {
  const piece = fc.constantFrom(
    ...'[]{},:"\\/0123-+.eEu \n\t'.split(""),
    "true",
    "null",
    '"a"',
    '"a":',
    "\\u00e9",
    "1e5",
    "\u2028",
    "\u00a0",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      expect(isJson(text)).toBe(parses(text));
    }),
    { numRuns: 5000 },
  );
});

test("judges a JSON text with one character changed as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 1 }), (text, position, inserted) => {
      const at = position % (text.length + 1);
      const changed = text.slice(0, at) + inserted + text.slice(at + 1);
      expect(isJson(changed)).toBe(parses(changed));
    }),
    { numRuns: 2000 },
  );
});
