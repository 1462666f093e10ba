/** What a scan reports; a key is the string before a colon. Commas and colons are not reported. */
export type JsonToken =
  | "object-start"
  | "object-end"
  | "array-start"
  | "array-end"
  | "key"
  | "string"
  | "number"
  | "boolean"
  | "null";

/** Where a text stops being JSON. `offset` is 0-based in UTF-16 code units. */
export type JsonFault = { offset: number; message: string };

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const ESCAPED_UNIT = /[0-9a-fA-F]{4}/y;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

function describe(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "the end" : JSON.stringify(String.fromCodePoint(code));
}

function unexpected(text: string, at: number, wanted: string): JsonFault {
  return { offset: at, message: `Expected ${wanted}, found ${describe(text, at)}` };
}

/** The offset behind the string that starts at `start`. */
function endOfString(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) {
      return { offset: at, message: `${describe(text, at)} must be escaped inside a string` };
    }
    if (code !== BACKSLASH) continue;
    at += 1;
    const escaped = text.charAt(at);
    if (escaped === "u") {
      ESCAPED_UNIT.lastIndex = at + 1;
      if (!ESCAPED_UNIT.test(text)) {
        return { offset: at - 1, message: "\\u must be followed by four hexadecimal digits" };
      }
      at += 4;
    } else if (escaped !== "" && !'"\\/bfnrt'.includes(escaped)) {
      return { offset: at - 1, message: `\\${escaped} is not an escape that JSON knows` };
    }
  }
  return { offset: text.length, message: "The text ends inside a string" };
}

/** The offset behind the number that starts at `start`. */
function endOfNumber(text: string, start: number): number | JsonFault {
  let at = text.charCodeAt(start) === MINUS ? start + 1 : start;
  if (!isDigit(text.charCodeAt(at))) return unexpected(text, at, "a digit");
  const leadingZero = text.charCodeAt(at) === ZERO;
  at = leadingZero ? at + 1 : skipDigits(text, at);
  if (leadingZero && isDigit(text.charCodeAt(at))) {
    return { offset: at - 1, message: "A number must not start with a zero" };
  }
  if (text.charCodeAt(at) === DOT) {
    if (!isDigit(text.charCodeAt(at + 1))) return unexpected(text, at + 1, "a digit");
    at = skipDigits(text, at + 1);
  }
  const exponent = text.charAt(at);
  if (exponent !== "e" && exponent !== "E") return at;
  const sign = text.charAt(at + 1);
  at += sign === "+" || sign === "-" ? 2 : 1;
  if (!isDigit(text.charCodeAt(at))) return unexpected(text, at, "a digit");
  return skipDigits(text, at);
}

function scalarKind(
  text: string,
  at: number,
): "string" | "number" | "boolean" | "null" | undefined {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return "string";
  if (code === MINUS || isDigit(code)) return "number";
  if (text.startsWith("true", at) || text.startsWith("false", at)) return "boolean";
  return text.startsWith("null", at) ? "null" : undefined;
}

function endOfScalar(text: string, at: number, kind: JsonToken): number | JsonFault {
  if (kind === "string") return endOfString(text, at);
  if (kind === "number") return endOfNumber(text, at);
  return text.startsWith("false", at) ? at + 5 : at + 4;
}

/**
 * Reads a JSON text strictly (RFC 8259: no comments, no trailing commas) and reports its tokens in
 * order as [start, end) offsets. One pass, no recursion, so that no nesting overflows the stack.
 *
 * @returns null when the whole text is one JSON value, else where and why it is not
 */
export function scanJson(
  text: string,
  onToken: (token: JsonToken, start: number, end: number) => void,
  maxDepth: number = Number.POSITIVE_INFINITY,
): JsonFault | null {
  /** For each open container the bracket that closes it. */
  const closers: number[] = [];
  let closer = 0;
  /** `item`: a value, or in an object a key and its value. `first`: that or the closing bracket. */
  let expect: "item" | "first" | "next" = "item";
  let at = skipSpace(text, 0);

  for (;;) {
    const code = text.charCodeAt(at);

    if (expect === "next") {
      if (closers.length === 0) {
        return at === text.length ? null : unexpected(text, at, "nothing after the value");
      }
      if (code === COMMA) {
        expect = "item";
        at = skipSpace(text, at + 1);
        continue;
      }
    }
    if (expect !== "item" && code === closer) {
      onToken(closer === CLOSE_OBJECT ? "object-end" : "array-end", at, at + 1);
      closers.pop();
      closer = closers[closers.length - 1] ?? 0;
      expect = "next";
      at = skipSpace(text, at + 1);
      continue;
    }
    if (expect === "next") {
      return unexpected(text, at, `"," or "${String.fromCharCode(closer)}"`);
    }
    if (expect === "item" && closer !== 0 && code === closer) {
      return { offset: at, message: "JSON allows no comma after the last item" };
    }

    if (closer === CLOSE_OBJECT) {
      if (code !== QUOTE) return unexpected(text, at, "a key in double quotes");
      const end = endOfString(text, at);
      if (typeof end !== "number") return end;
      onToken("key", at, end);
      at = skipSpace(text, end);
      if (text.charCodeAt(at) !== COLON) return unexpected(text, at, '":" after the key');
      at = skipSpace(text, at + 1);
    }

    const opening = text.charCodeAt(at);
    if (opening === OPEN_OBJECT || opening === OPEN_ARRAY) {
      if (closers.length === maxDepth) {
        return { offset: at, message: `Nested deeper than ${maxDepth} levels` };
      }
      closer = opening === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
      closers.push(closer);
      onToken(opening === OPEN_OBJECT ? "object-start" : "array-start", at, at + 1);
      expect = "first";
      at = skipSpace(text, at + 1);
      continue;
    }
    const kind = scalarKind(text, at);
    if (kind === undefined) return unexpected(text, at, "a value");
    const end = endOfScalar(text, at, kind);
    if (typeof end !== "number") return end;
    onToken(kind, at, end);
    expect = "next";
    at = skipSpace(text, end);
  }
}

/** True when the whole text is one JSON value. */
export function isJson(text: string): boolean {
  return scanJson(text, () => {}) === null;
}
