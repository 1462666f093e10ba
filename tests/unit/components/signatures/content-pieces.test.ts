import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentPieces, describeContent, excerpt } from "#components/signatures/content-pieces.ts";

function shown(text: string, endsHere = true): string {
  return contentPieces(text, endsHere)
    .map((piece) => (piece.kind === "text" ? piece.text : `[${piece.label}]`))
    .join("");
}

describe("pieces", () => {
  test.each([
    ['{"a": 1}', '{"a": 1}'],
    ["a\nb\n", "a[LF]b[LF]"],
    ["a\r\nb", "a[CR][LF]b"],
    ["a\rb", "a[␍]b"],
    ["a\tb", "a[TAB]b"],
    ["a  \nb ", "a[··][LF]b[·]"],
    ["  a b", "  a b"],
    ["a\u00A0b\u3000", "a[U+00A0]b[U+3000]"],
    ["pay\u200Bpal\0", "pay[U+200B]pal[␀]"],
    ["\uFEFF{}", "[U+FEFF]{}"],
    ["👩‍🚀", "👩‍🚀"],
  ])("of %j show as %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test("call no space trailing when more follows", () => {
    expect(shown("a ", false)).toBe("a ");
    expect(shown("a \n ", false)).toBe("a[·][LF] ");
  });

  test("do not take forever over a long run of spaces", () => {
    const text = `${" ".repeat(400_000)}x`;
    expect(contentPieces(text, true)).toEqual([{ kind: "text", text }]);
  });

  test("joined are the text", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab \t\r\n\u00A0\u200B\0😀") });
    fc.assert(
      fc.property(text, fc.boolean(), (content, endsHere) => {
        const pieces = contentPieces(content, endsHere);
        expect(pieces.map((piece) => piece.text).join("")).toBe(content);
      }),
    );
  });
});

describe("an excerpt", () => {
  test("is the whole of a short text", () => {
    expect(excerpt("abcdef", 4, 2)).toEqual({ head: "abcdef", omittedChars: 0, tail: "" });
  });

  test("is the beginning and the end of a long one", () => {
    expect(excerpt("abcdefgh", 4, 2)).toEqual({ head: "abcd", omittedChars: 2, tail: "gh" });
  });

  test("keeps characters whole, loses none, and is bounded", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "😀"), maxLength: 60 });
    fc.assert(
      fc.property(text, (content) => {
        const { head, omittedChars, tail } = excerpt(content, 10, 5);
        expect(head.isWellFormed() && tail.isWellFormed()).toBe(true);
        expect(content.startsWith(head) && content.endsWith(tail)).toBe(true);
        expect(head.length + omittedChars + tail.length).toBe(content.length);
        expect(head.length + tail.length).toBeLessThanOrEqual(16);
      }),
    );
  });
});

describe("in words", () => {
  test.each([
    ["", "0 characters, no line ends"],
    ["{}", "2 characters, no line ends"],
    ["{}\n", "3 characters, 1 line end (LF), ends with a line end"],
    ["{\r\n}", "4 characters, 1 line end (CRLF), none at the end"],
    ["a\r\nb\nc ", "7 characters, 2 line ends (1 CRLF, 1 LF), ends with a space"],
    ["a\u200B\0\u00A0b", "5 characters, 3 invisible characters, no line ends"],
  ])("%j", (text, words) => {
    expect(describeContent(text, true)).toBe(words);
  });

  test("counts as invisible what gets a label", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab\t\r\n\u00A0\u200B\0") });
    fc.assert(
      fc.property(text, (content) => {
        const labels = contentPieces(content, true).filter((piece) => piece.kind === "invisible");
        const counted = /(\d+) invisible/.exec(describeContent(content, true))?.[1] ?? "0";
        expect(counted).toBe(String(labels.length));
      }),
    );
  });

  test("says nothing of an end that is not there", () => {
    expect(describeContent("a\nb\n", false)).toBe("4 characters, 2 line ends (LF)");
  });
});
