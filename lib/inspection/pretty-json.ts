import { scanJson } from "./json-scan.ts";

/** Deeply nested lists could grow a thousandfold; beyond this the text stays as it is. */
const MAX_PRETTY_CHARS = 64 * 1024 * 1024;

const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;
const LINE_FEED = 0x0a;

/** Code units for one `String.fromCharCode` call: engines limit the number of arguments. */
const UNITS_PER_CALL = 8192;

/** Collects code units. Joining millions of short strings instead costs twice the time. */
function createTextBuffer(expectedChars: number) {
  let units = new Uint16Array(expectedChars);
  let length = 0;

  function reserve(count: number): void {
    if (length + count <= units.length) return;
    const larger = new Uint16Array(Math.max(units.length * 2, length + count));
    larger.set(units);
    units = larger;
  }

  return {
    length: () => length,
    push(code: number, count = 1): void {
      reserve(count);
      for (const end = length + count; length < end; length += 1) units[length] = code;
    },
    copy(text: string, start: number, end: number): void {
      reserve(end - start);
      for (let at = start; at < end; at += 1) units[length++] = text.charCodeAt(at);
    },
    text(): string {
      const parts: string[] = [];
      for (let at = 0; at < length; at += UNITS_PER_CALL) {
        const part = units.subarray(at, Math.min(at + UNITS_PER_CALL, length));
        parts.push(Reflect.apply(String.fromCharCode, null, part));
      }
      return parts.join("");
    },
  };
}

/**
 * The same JSON on many lines, `indent` spaces per level. Only whitespace outside strings changes:
 * numbers, escapes, key order and duplicate keys stay as sent. Text that isn't JSON, or would
 * grow beyond 64 Mi characters, comes back unchanged.
 */
export function prettyJson(text: string, indent = 2): string {
  const out = createTextBuffer(text.length * 2);
  let depth = 0;
  let before: "opening" | "key" | "item" = "key";
  let tooLong = false;

  const fault = scanJson(text, (token, start, end) => {
    if (tooLong) return;
    const closes = token === "object-end" || token === "array-end";
    const opens = token === "object-start" || token === "array-start";
    if (closes) depth -= 1;
    if (before === "item" && !closes) out.push(COMMA);
    if (closes ? before === "item" : before !== "key") {
      tooLong = out.length() + depth * indent > MAX_PRETTY_CHARS;
      if (tooLong) return;
      out.push(LINE_FEED);
      out.push(SPACE, depth * indent);
    }
    out.copy(text, start, end);
    if (token === "key") {
      out.push(COLON);
      out.push(SPACE);
    }
    if (opens) depth += 1;
    before = opens ? "opening" : token === "key" ? "key" : "item";
  });
  return fault !== null || tooLong ? text : out.text();
}

/** The same JSON without whitespace outside strings. Text that isn't JSON comes back unchanged. */
export function minifyJson(text: string): string {
  const out = createTextBuffer(text.length);
  let needsComma = false;
  const fault = scanJson(text, (token, start, end) => {
    const closes = token === "object-end" || token === "array-end";
    if (needsComma && !closes) out.push(COMMA);
    out.copy(text, start, end);
    if (token === "key") out.push(COLON);
    needsComma = token !== "key" && token !== "object-start" && token !== "array-start";
  });
  return fault === null ? out.text() : text;
}
