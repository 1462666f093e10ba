/** A piece of text; `match` when it is what was searched for. */
export type MatchSegment = { text: string; match: boolean };

function pattern(query: string): RegExp {
  const source = query
    .replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")
    .replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  return new RegExp(source, "g");
}

/**
 * Splits text at every occurrence of `query`, taken literally; A–Z and a–z are the same letter.
 * The segments joined are the text; an empty query matches nothing.
 */
export function splitMatches(text: string, query: string): MatchSegment[] {
  const segments: MatchSegment[] = [];
  let end = 0;
  if (query !== "") {
    for (const found of text.matchAll(pattern(query))) {
      if (found.index > end) segments.push({ text: text.slice(end, found.index), match: false });
      segments.push({ text: found[0], match: true });
      end = found.index + found[0].length;
    }
  }
  if (end < text.length) segments.push({ text: text.slice(end), match: false });
  return segments;
}
