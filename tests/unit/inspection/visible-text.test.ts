import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleSegments } from "#lib/inspection/visible-text.ts";

function labelled(text: string): string {
  return visibleSegments(text)
    .map((segment) => (segment.invisible ? `[${segment.label}]` : segment.text))
    .join("");
}

test("keeps ordinary text in one piece", () => {
  expect(visibleSegments("naïve\ttext\r\nשלום\n")).toEqual([
    { text: "naïve\ttext\r\nשלום\n", invisible: false, label: null },
  ]);
  expect(visibleSegments("")).toEqual([]);
});

test("shows a bidi override between the texts around it", () => {
  expect(visibleSegments("invoice\u202Efdp.exe")).toEqual([
    { text: "invoice", invisible: false, label: null },
    { text: "\u202E", invisible: true, label: "U+202E" },
    { text: "fdp.exe", invisible: false, label: null },
  ]);
});

test.each([
  ["a\0b", "a[␀]b"],
  ["a\rb", "a[␍]b"],
  ["\x1b[31m", "[␛][31m"],
  ["\x7f", "[␡]"],
  ["\u0085", "[U+0085]"],
  ["pay\u200Bpal", "pay[U+200B]pal"],
  ["\uFEFF{}", "[U+FEFF]{}"],
  ["a\u2028b", "a[U+2028]b"],
  ["soft\u00ADhyphen", "soft[U+00AD]hyphen"],
  ["\u3164", "[U+3164]"],
  ["tag\u{E0041}", "tag[U+E0041]"],
  ["\ud800", "[U+D800]"],
  ["a\uFE0F", "a[U+FE0F]"],
])("shows what hides in %j", (text, shown) => {
  expect(labelled(text)).toBe(shown);
});

test("leaves emoji whole", () => {
  expect(labelled("❤️ 👩‍💻 🧑🏽‍🚀 1️⃣")).toBe("❤️ 👩‍💻 🧑🏽‍🚀 1️⃣");
});

test("loses nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(
        visibleSegments(text)
          .map((segment) => segment.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
