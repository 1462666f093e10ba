import { styleText } from "node:util";
import { visibleSegments } from "#lib/inspection/visible-text.ts";

/**
 * Captured text, fit for a terminal: whatever would move the cursor, change colors or hide is shown
 * as a sign instead (`␛`, `U+202E`). Line ends too, since this is one line.
 */
export function oneLine(text: string): string {
  return manyLines(text).replaceAll("\r", "␍").replaceAll("\n", "␊").replaceAll("\t", "␉");
}

/** The same for text that may have lines and tabs. */
export function manyLines(text: string): string {
  return visibleSegments(text)
    .map((segment) => segment.label ?? segment.text)
    .join("");
}

// What JSON.stringify leaves as it is though a terminal or an eye may take it for something else.
const ODD_IN_JSON =
  /[\x7f-\x9f\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** A value as one line of JSON that is safe to look at; it reads back as the same value. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(ODD_IN_JSON, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Writes a line of results. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line about how it goes, beside the results. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

export type Color = Parameters<typeof styleText>[0];

/** Text for standard output in a color: on a terminal only, and not with NO_COLOR. */
export function color(format: Color, text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

/** `10:15:32` on the clock of this machine. */
export function clock(at: Date): string {
  return at.toTimeString().slice(0, 8);
}
