import type { HeaderList } from "#lib/http/headers.ts";

/** Header fields read from text; `lines` gives the line of each, counted from 1. */
export type HeaderLines =
  | { ok: true; headers: HeaderList; lines: number[] }
  | { ok: false; line: number; message: string };

/** Header fields as text, one a line, in their order, case and repetition. */
export function headerText(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/**
 * Reads `Name: value` lines. Blank lines count for nothing, and neither does space around a name or
 * a value (RFC 9112 §5). What a name may consist of is the server's to judge.
 */
export function parseHeaderText(text: string): HeaderLines {
  const headers: HeaderList = [];
  const lines: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const colon = line.indexOf(":");
    if (colon < 0) {
      return { ok: false, line: index + 1, message: "There is no colon: write Name: value" };
    }
    headers.push([trimSpace(line.slice(0, colon)), trimSpace(line.slice(colon + 1))]);
    lines.push(index + 1);
  }
  return { ok: true, headers, lines };
}

/** The line of each header of a text, from 1; none when it can't be read. */
export function headerLineNumbers(text: string): number[] {
  const read = parseHeaderText(text);
  return read.ok ? read.lines : [];
}

/** Where a line of a text starts and ends; the end of the text for lines that are not there. */
export function lineRange(text: string, line: number): [start: number, end: number] {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) return [text.length, text.length];
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return [start, end < 0 ? text.length : end];
}

/** Space and tab only: `trim` would also take what a Latin-1 value may end with (U+00A0). */
function trimSpace(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}
