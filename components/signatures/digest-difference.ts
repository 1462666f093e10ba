const LOWER_HEX = /^[0-9a-f]+$/;

/** Case means nothing in hex, and base64url may come with or without padding. */
function asCompared(digest: string, expected: string): string {
  const unpadded = digest.replace(/=+$/, "");
  return LOWER_HEX.test(expected) ? unpadded.toLowerCase() : unpadded;
}

/**
 * Where a received digest first differs from the expected one, counted from 0; the length of the
 * shorter when that is how far they agree; null when both stand for the same bytes.
 */
export function firstDifference(expected: string, received: string): number | null {
  const left = asCompared(expected, expected);
  const right = asCompared(received, expected);
  if (left === right) return null;
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at += 1) {
    if (left[at] !== right[at]) return at;
  }
  return shorter;
}

/** The comparison in words, with characters counted from 1. */
export function describeDifference(expected: string, received: string): string {
  const at = firstDifference(expected, received);
  if (at === null) return "They are the same.";
  const lengths =
    expected.length === received.length
      ? ""
      : ` The received one has ${received.length} characters, the expected one ${expected.length}.`;
  if (at < expected.length && at < received.length) {
    return `First difference at character ${at + 1}.${lengths}`;
  }
  return `The same up to character ${at}.${lengths}`;
}

/** A stretch of both digests, to be set one above the other. */
export type DigestLine = {
  start: number;
  expected: string;
  received: string;
  /** The first difference within this line, counted from its start; null when it is elsewhere. */
  differsAt: number | null;
};

/** Cuts two digests at the same characters into lines of `lineChars`. */
export function digestLines(expected: string, received: string, lineChars: number): DigestLine[] {
  const difference = firstDifference(expected, received);
  const longer = Math.max(expected.length, received.length);
  const lines: DigestLine[] = [];
  for (let start = 0; start < longer; start += lineChars) {
    const end = start + lineChars;
    const isHere = difference !== null && difference >= start && difference < end;
    lines.push({
      start,
      expected: expected.slice(start, end),
      received: received.slice(start, end),
      differsAt: isHere ? difference - start : null,
    });
  }
  return lines;
}

/**
 * The signatures in `Verification.received`, where they are joined by a comma and a space; the one
 * that matches first, so that it is not among those left out.
 */
export function receivedSignatures(received: string, expected: string): string[] {
  const signatures = received.split(", ");
  const matching = signatures.find((text) => firstDifference(expected, text) === null);
  if (matching === undefined) return signatures;
  return [matching, ...signatures.filter((text) => text !== matching)];
}
