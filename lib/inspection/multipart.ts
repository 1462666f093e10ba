import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { decodePercent } from "./form-fields.ts";
import { parseParameters } from "./header-parameters.ts";

/** One part. `name` and `filename` are as sent, apart from quotes; nothing makes them safe paths. */
export type MultipartPart = {
  name: string | null;
  filename: string | null;
  contentType: string | null;
  headers: HeaderList;
  /** A view into the body, not a copy. */
  bytes: Uint8Array;
};

export type MultipartResult = { ok: true; parts: MultipartPart[] } | { ok: false; message: string };

/** RFC 2046 allows 70; longer ones only slow the search down. */
const MAX_BOUNDARY_CHARS = 256;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;

function matchesAt(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  return bytes[at] === needle[0] && needle.every((byte, index) => bytes[at + index] === byte);
}

/** A delimiter line: where the content before it ends, where the content behind it starts. */
type Delimiter = { contentEnd: number; next: number; closes: boolean };

function readDelimiter(bytes: Uint8Array, dashed: Uint8Array, lineStart: number): Delimiter | null {
  if (!matchesAt(bytes, dashed, lineStart)) return null;
  let at = lineStart + dashed.length;
  const closes = bytes[at] === DASH && bytes[at + 1] === DASH;
  if (closes) at += 2;
  while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
  if (bytes[at] === CR && bytes[at + 1] === LF) at += 2;
  else if (bytes[at] === LF) at += 1;
  else if (!closes) return null;
  const beforeBreak = Math.max(0, lineStart - 1);
  const contentEnd = bytes[beforeBreak - 1] === CR ? beforeBreak - 1 : beforeBreak;
  return { contentEnd, next: at, closes };
}

/** The first delimiter at or behind `from`, which is the start of a line. */
function findDelimiter(bytes: Uint8Array, dashed: Uint8Array, from: number): Delimiter | null {
  let lineStart = from;
  for (;;) {
    const found = readDelimiter(bytes, dashed, lineStart);
    if (found) return found;
    const lineEnd = bytes.indexOf(LF, lineStart);
    if (lineEnd < 0) return null;
    lineStart = lineEnd + 1;
  }
}

/** Header lines up to the empty line, and where the content starts; null without an empty line. */
function readPartHeaders(
  bytes: Uint8Array,
  start: number,
  end: number,
): { headers: HeaderList; contentStart: number } | null {
  const decoder = new TextDecoder();
  const headers: HeaderList = [];
  let at = start;
  while (at <= end) {
    const lineFeed = bytes.indexOf(LF, at);
    if (lineFeed < 0) return null;
    const lineEnd = bytes[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed;
    if (lineEnd <= at) return { headers, contentStart: lineFeed + 1 };
    const line = decoder.decode(bytes.subarray(at, lineEnd));
    const last = headers[headers.length - 1];
    const colon = line.indexOf(":");
    if (/^[ \t]/.test(line) && last) last[1] = `${last[1]} ${line.trim()}`;
    else if (colon < 0) headers.push([line, ""]);
    else headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
    at = lineFeed + 1;
  }
  return null;
}

function filenameOf(parameters: ReadonlyMap<string, string>): string | null {
  const extended = parameters.get("filename*")?.match(/^utf-8'[^']*'(.*)$/is)?.[1];
  return extended === undefined ? (parameters.get("filename") ?? null) : decodePercent(extended);
}

function toPart(headers: HeaderList, bytes: Uint8Array): MultipartPart {
  const { parameters } = parseParameters(findHeader(headers, "content-disposition"));
  return {
    name: parameters.get("name") ?? null,
    filename: filenameOf(parameters),
    contentType: findHeader(headers, "content-type"),
    headers,
    bytes,
  };
}

function cutOff(boundary: string, parts: number): MultipartResult {
  const complete = parts === 1 ? "1 complete part" : `${parts} complete parts`;
  const message = `The body ends before the closing boundary "--${boundary}--", after ${complete}: it was cut off.`;
  return { ok: false, message };
}

/**
 * Takes a `multipart/*` body apart (RFC 2046 §5.1, RFC 7578). Header fields keep order, case and
 * repetition; text before the first and behind the last boundary is left out. Lines may end with LF.
 */
export function parseMultipart(bytes: Uint8Array, contentType: string | null): MultipartResult {
  const boundary = parseParameters(contentType).parameters.get("boundary") ?? "";
  if (boundary === "") {
    return {
      ok: false,
      message: "The content type names no boundary, so the parts can't be told apart.",
    };
  }
  if (boundary.length > MAX_BOUNDARY_CHARS) {
    return { ok: false, message: `The boundary is longer than ${MAX_BOUNDARY_CHARS} characters.` };
  }
  const dashed = new TextEncoder().encode(`--${boundary}`);
  let delimiter = findDelimiter(bytes, dashed, 0);
  if (delimiter === null) {
    return { ok: false, message: `The boundary "--${boundary}" does not occur in the body.` };
  }

  const parts: MultipartPart[] = [];
  while (!delimiter.closes) {
    const start = delimiter.next;
    const following = findDelimiter(bytes, dashed, start);
    if (following === null) return cutOff(boundary, parts.length);
    const head = readPartHeaders(bytes, start, following.contentEnd);
    if (head === null) {
      return {
        ok: false,
        message: `Part ${parts.length + 1} has no empty line after its headers.`,
      };
    }
    const content = bytes.subarray(
      head.contentStart,
      Math.max(head.contentStart, following.contentEnd),
    );
    parts.push(toPart(head.headers, content));
    delimiter = following;
  }
  return { ok: true, parts };
}
