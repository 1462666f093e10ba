/** A piece of text. `label` is what to show in place of it when it would not be seen itself. */
export type VisibleSegment =
  | { text: string; invisible: false; label: null }
  | { text: string; invisible: true; label: string };

// Not among them: tab, line feed, the carriage return of a CRLF, and what holds emoji together.
const INVISIBLE = new RegExp(
  [
    String.raw`(?<=\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic})`,
    String.raw`(?<=[\p{Extended_Pictographic}0-9#*])\uFE0F`,
    String.raw`\r\n`,
    String.raw`[\t\n]`,
    String.raw`([\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB])`,
  ].join("|"),
  "gu",
);

function labelOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Splits text so that nothing in it can hide: control characters get their picture (`␀`, `␍`),
 * zero-width, bidi, ignorable and broken characters their code point (`U+202E`), one segment each.
 * The texts joined are the input.
 */
export function visibleSegments(text: string): VisibleSegment[] {
  const segments: VisibleSegment[] = [];
  let end = 0;
  for (const found of text.matchAll(INVISIBLE)) {
    const character = found[1];
    if (character === undefined) continue;
    if (found.index > end) {
      segments.push({ text: text.slice(end, found.index), invisible: false, label: null });
    }
    segments.push({ text: character, invisible: true, label: labelOf(character) });
    end = found.index + character.length;
  }
  if (end < text.length) segments.push({ text: text.slice(end), invisible: false, label: null });
  return segments;
}
