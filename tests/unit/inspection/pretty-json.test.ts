import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanJson } from "#lib/inspection/json-scan.ts";
import { minifyJson, prettyJson } from "#lib/inspection/pretty-json.ts";

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  expect(scanJson(text, (_token, start, end) => tokens.push(text.slice(start, end)))).toBeNull();
  return tokens;
}

/** JSON texts with odd spacing, odd escapes and duplicate keys. */
const jsonText = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(
      "null",
      "true",
      "-0.10E+3",
      "12345678901234567890",
      '"a\\u00E9\\/\\"b, c: [ ] "',
    ),
    fc.array(tie("text"), { maxLength: 4 }).map((items) => `[ ${items.join(" ,\n")}]`),
    fc
      .array(fc.tuple(fc.constantFrom('"a"', '"b c"', '"\\u0061"'), tie("text")), { maxLength: 4 })
      .map((members) => `{${members.map((pair) => pair.join("\t: ")).join(",")} }`),
  ),
})).text;

describe("prettyJson", () => {
  test("indents, and changes nothing but whitespace", () => {
    expect(prettyJson('{"b":1.0,"a":[12345678901234567890,"\\u00e9 {}"],"b":{},"e":[ ]}')).toBe(
      `{
  "b": 1.0,
  "a": [
    12345678901234567890,
    "\\u00e9 {}"
  ],
  "b": {},
  "e": []
}`,
    );
  });

  test("takes another indent", () => {
    expect(prettyJson("[[1]]", 4)).toBe("[\n    [\n        1\n    ]\n]");
  });

  test("returns what is not JSON unchanged", () => {
    expect(prettyJson("{a: 1 }")).toBe("{a: 1 }");
    expect(prettyJson("")).toBe("");
  });

  test("returns unchanged what would grow beyond measure", () => {
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    expect(prettyJson(text)).toBe(text);
  });

  test("keeps lone surrogates", () => {
    expect(prettyJson('["\ud800"]')).toBe('[\n  "\ud800"\n]');
  });

  test("writes what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 8 }), (value, indent) => {
        const text = JSON.stringify(value);
        expect(prettyJson(text, indent)).toBe(JSON.stringify(value, null, indent));
      }),
    );
  });

  test("keeps every token", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(tokensOf(prettyJson(text))).toEqual(tokensOf(text));
      }),
    );
  });
});

describe("minifyJson", () => {
  test("removes whitespace outside strings only", () => {
    expect(minifyJson(' { "a b" : [ 1 , 2.50 ] ,\n"a b": " x " } ')).toBe(
      '{"a b":[1,2.50],"a b":" x "}',
    );
  });

  test("returns what is not JSON unchanged", () => {
    expect(minifyJson("[1, 2")).toBe("[1, 2");
  });

  test("gives the same before and after indenting", () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(minifyJson(prettyJson(text))).toBe(minifyJson(text));
      }),
    );
  });
});
