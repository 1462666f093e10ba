import { EditorState } from "@codemirror/state";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lineBreakOf } from "#components/delivery/line-breaks.ts";

test.each([
  ["", "\n"],
  ["one line", "\n"],
  ["a\nb\n", "\n"],
  ["a\r\nb\r\n", "\r\n"],
  ["\r\n\r\n", "\r\n"],
  ["a\r\nb\nc", "\n"],
  ["\na\r\n", "\n"],
  ["\r\n\n", "\n"],
  ["a\rb\r\n", "\n"],
  ["\r\r\n", "\n"],
  ["a\rb", "\n"],
])("The lines of %j end in %j.", (text, lineBreak) => {
  expect(lineBreakOf(text)).toBe(lineBreak);
});

test("An editor with these line ends gives every text back as it was.", () => {
  const pieces = fc.array(fc.constantFrom("a", "\r", "\n", "\r\n", "\0", "\u2028", "ö", "😀"));
  fc.assert(
    fc.property(pieces, (found) => {
      const text = found.join("");
      const state = EditorState.create({
        doc: text,
        extensions: EditorState.lineSeparator.of(lineBreakOf(text)),
      });
      expect(state.sliceDoc()).toBe(text);
    }),
  );
});
