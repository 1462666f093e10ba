import { findHeader, findHeaders, type HeaderList } from "#lib/http/headers.ts";
import { decodeText } from "./encoding.ts";
import type { HmacScheme, SignatureSource, TimestampSource } from "./scheme.ts";
import { readTimestamp } from "./timestamp.ts";

/** A signature that came with the request, as text and as bytes. */
type Candidate = { text: string; bytes: Uint8Array };

/** Signatures over the same content: those of one timestamp. */
export type CandidateGroup = {
  /** As sent; null when the scheme has none. */
  timestamp: string | null;
  timestampMs: number | null;
  candidates: Candidate[];
};

/** What a request brought to be checked; `received` is for the reader. */
export type Collected =
  | { ok: true; groups: CandidateGroup[]; received: string }
  | { ok: false; cause: "missing_header"; message: string }
  | { ok: false; cause: "malformed"; message: string; received: string };

// Each group costs an HMAC over the body for each secret: a request must not choose how many.
const MAX_GROUPS = 3;
const MAX_CANDIDATES = 64;
const MAX_SHOWN = 4096;

type ParsedValue = { signatures: string[]; timestamp: string | null };

function parseFields(value: string, source: SignatureSource, timestampField: string | null) {
  const signatures: string[] = [];
  let timestamp: string | null = null;
  for (const field of value.split(source.separator ?? ",")) {
    const equals = field.indexOf("=");
    if (equals < 0) continue;
    const name = field.slice(0, equals).trim();
    const content = field.slice(equals + 1).trim();
    if (name === source.field) signatures.push(content);
    else if (name === timestampField) timestamp ??= content;
  }
  return { signatures, timestamp };
}

function parseWords(value: string, word: string): string[] {
  const lead = `${word},`;
  return value
    .split(/[\s]+/)
    .filter((entry) => entry.startsWith(lead))
    .map((entry) => entry.slice(lead.length).replace(/,$/, ""));
}

function parsePlain(value: string, prefix: string): string[] {
  // Proxies may join repeated headers with commas, which no encoding of a digest contains.
  return value
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry.startsWith(prefix))
    .map((entry) => entry.slice(prefix.length));
}

function parseValue(
  value: string,
  source: SignatureSource,
  timestampField: string | null,
): ParsedValue {
  if (source.field !== undefined) return parseFields(value, source, timestampField);
  if (source.word !== undefined) {
    return { signatures: parseWords(value, source.word), timestamp: null };
  }
  return { signatures: parsePlain(value, source.prefix ?? ""), timestamp: null };
}

/** What a signature header should have looked like. */
function expectedShape(source: SignatureSource): string {
  if (source.field !== undefined) return `a field ${source.field}=`;
  if (source.word !== undefined) return `a signature that starts with ${source.word},`;
  return source.prefix ? `a value that starts with ${source.prefix}` : "a signature";
}

function missing(header: string, wasEmpty: boolean): Collected {
  return {
    ok: false,
    cause: "missing_header",
    message: wasEmpty
      ? `The request's ${header} header is empty.`
      : `The request has no ${header} header.`,
  };
}

function malformed(message: string, received: string): Collected {
  return { ok: false, cause: "malformed", message, received: received.slice(0, MAX_SHOWN) };
}

function findAbsent(headers: HeaderList, names: readonly string[]): Collected | null {
  for (const name of names) {
    const value = findHeader(headers, name);
    if (value === null || value.trim() === "") return missing(name, value !== null);
  }
  return null;
}

const UNITS: Record<TimestampSource["unit"], string> = {
  s: "a whole number of seconds",
  ms: "a whole number of milliseconds",
  iso: "an RFC 3339 date",
  auto: "a number of seconds or milliseconds, or a date with its zone",
};

function describeTimestampProblem(
  source: SignatureSource,
  timestamp: TimestampSource,
  text: string | null,
): string {
  if (text === null) return `The ${source.header} header has no field ${timestamp.name}=.`;
  const where =
    timestamp.from === "header"
      ? `${timestamp.name} header`
      : `field ${timestamp.name}= of ${source.header}`;
  return `The ${where} is not ${UNITS[timestamp.unit]}.`;
}

/**
 * Gathers every signature of the request with the timestamp it belongs to, strictly decoded.
 * `signedHeaders` are the headers that the signed content needs. Signatures that can't be read
 * are left out as long as one can.
 */
export function collectCandidates(
  scheme: HmacScheme,
  headers: HeaderList,
  signedHeaders: readonly string[],
): Collected {
  const { signature: source, timestamp } = scheme;
  const timestampHeader = timestamp?.from === "header" ? timestamp.name : null;
  const timestampField = timestamp?.from === "field" ? timestamp.name : null;
  const values = findHeaders(headers, source.header).filter((value) => value.trim() !== "");
  const needed = [source.header, ...(timestampHeader ? [timestampHeader] : []), ...signedHeaders];
  // A repeated signature header may have one empty copy.
  const absent = findAbsent(headers, values.length > 0 ? needed.slice(1) : needed);
  if (absent) return absent;

  const whole = values.join(", ");
  const headerTimestamp = timestampHeader
    ? (findHeader(headers, timestampHeader)?.trim() ?? "")
    : null;
  const groups = new Map<string, CandidateGroup>();
  const received: string[] = [];
  let problem: string | null = null;

  for (const value of values) {
    const parsed = parseValue(value, source, timestampField);
    if (parsed.signatures.length === 0) {
      problem ??= `The ${source.header} header does not hold ${expectedShape(source)}.`;
      continue;
    }
    const text = timestampField ? parsed.timestamp : headerTimestamp;
    const timestampMs = timestamp && text !== null ? readTimestamp(text, timestamp.unit) : null;
    if (timestamp && timestampMs === null) {
      problem ??= describeTimestampProblem(source, timestamp, text);
      continue;
    }
    for (const signature of parsed.signatures) {
      if (received.length >= MAX_CANDIDATES) break;
      const bytes = decodeText(signature, source.encoding);
      if (bytes === null || bytes.length === 0) {
        problem ??= `The signature in ${source.header} is not valid ${source.encoding}.`;
        continue;
      }
      const group = groups.get(text ?? "") ?? { timestamp: text, timestampMs, candidates: [] };
      if (group.candidates.length === 0 && groups.size >= MAX_GROUPS) continue;
      groups.set(text ?? "", group);
      group.candidates.push({ text: signature, bytes });
      received.push(signature);
    }
  }
  if (groups.size === 0) return malformed(problem ?? `${source.header} can't be read.`, whole);
  return {
    ok: true,
    groups: [...groups.values()],
    received: received.join(", ").slice(0, MAX_SHOWN),
  };
}
