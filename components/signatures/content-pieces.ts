import { formatCount } from "#lib/format.ts";
import { visibleSegments } from "#lib/inspection/visible-text.ts";

/** A piece of signed content. `label` stands for text that would not be seen itself, `name` explains it. */
export type ContentPiece =
  | { kind: "text"; text: string }
  | { kind: "blank" | "invisible"; text: string; label: string; name: string };

const ODD_SPACE = String.raw`(?! )\p{Zs}`;
// Blanks that decide over a signature and that no one sees: line ends, tabs, spaces that only look
// like one, and spaces at the end of a line (tried once a run, not once a space: that is quadratic).
const BLANKS = String.raw`\r(?=\n)|[\n\t]|${ODD_SPACE}|(?<! ) +(?=\r?\n`;
const BLANK_IN_CUT = new RegExp(`${BLANKS})`, "gu");
const BLANK_IN_WHOLE = new RegExp(`${BLANKS}|$)`, "gu");

// Letters and not the pictures of Unicode (␊): few monospace fonts have those.
const CONTROLS: Record<string, { label: string; name: string }> = {
  "\r": { label: "CR", name: "Carriage return" },
  "\n": { label: "LF", name: "Line feed" },
  "\t": { label: "TAB", name: "Tab" },
};

function blankPiece(text: string): ContentPiece {
  const control = CONTROLS[text];
  if (control !== undefined) return { kind: "blank", text, ...control };
  if (text.startsWith(" ")) {
    return { kind: "blank", text, label: "·".repeat(text.length), name: "Trailing space" };
  }
  const label = `U+${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  return { kind: "invisible", text, label, name: `Space that is not U+0020: ${label}` };
}

function visiblePieces(text: string): ContentPiece[] {
  return visibleSegments(text).map((segment) =>
    segment.invisible
      ? {
          kind: "invisible",
          text: segment.text,
          label: segment.label,
          name: `Invisible character ${segment.label}`,
        }
      : { kind: "text", text: segment.text },
  );
}

/**
 * Splits content so that every character of it can be seen: line ends, tabs, trailing spaces and
 * all that `visibleSegments` knows get a label. The texts joined are the input. `endsHere`: nothing
 * follows, so spaces at the end are trailing ones.
 */
export function contentPieces(text: string, endsHere: boolean): ContentPiece[] {
  const pieces: ContentPiece[] = [];
  let end = 0;
  for (const found of text.matchAll(endsHere ? BLANK_IN_WHOLE : BLANK_IN_CUT)) {
    const [blank] = found;
    pieces.push(...visiblePieces(text.slice(end, found.index)));
    pieces.push(blankPiece(blank));
    end = found.index + blank.length;
  }
  pieces.push(...visiblePieces(text.slice(end)));
  return pieces;
}

/** What is drawn of a text: all of it, or its beginning and its end. */
export type Excerpt = { head: string; omittedChars: number; tail: string };

function isInsidePair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

/**
 * Bounds a text to about `headChars` from the start and `tailChars` from the end, where signed
 * content differs most often; characters outside the BMP stay whole.
 */
export function excerpt(text: string, headChars: number, tailChars: number): Excerpt {
  if (text.length <= headChars + tailChars) return { head: text, omittedChars: 0, tail: "" };
  const headEnd = headChars + (isInsidePair(text, headChars) ? 1 : 0);
  const from = text.length - tailChars;
  const tailStart = from + (isInsidePair(text, from) ? 1 : 0);
  return {
    head: text.slice(0, headEnd),
    omittedChars: tailStart - headEnd,
    tail: text.slice(tailStart),
  };
}

function describeLineEnds(text: string): string {
  const total = text.split("\n").length - 1;
  const crlf = text.split("\r\n").length - 1;
  if (total === 0) return "no line ends";
  const count = formatCount(total, "line end");
  if (crlf === 0) return `${count} (LF)`;
  return crlf === total
    ? `${count} (CRLF)`
    : `${count} (${crlf.toLocaleString("en")} CRLF, ${(total - crlf).toLocaleString("en")} LF)`;
}

function describeEnd(text: string): string | null {
  if (text.endsWith("\n")) return "ends with a line end";
  if (/\s$/.test(text)) return "ends with a space";
  return text.includes("\n") ? "none at the end" : null;
}

/** In words what the labels show: length, invisible characters, line ends, and how a whole text ends. */
export function describeContent(text: string, isWhole: boolean): string {
  const invisible = visibleSegments(text).filter((segment) => segment.invisible).length;
  const hidden = invisible + (text.match(new RegExp(ODD_SPACE, "gu"))?.length ?? 0);
  return [
    formatCount(text.length, "character"),
    hidden > 0 ? formatCount(hidden, "invisible character") : null,
    describeLineEnds(text),
    isWhole ? describeEnd(text) : null,
  ]
    .filter((words) => words !== null)
    .join(", ");
}
