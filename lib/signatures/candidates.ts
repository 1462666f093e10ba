import { findHeader, findHeaders, type HeaderList } from "#lib/http/headers.ts";
import { renderContents } from "./contents.ts";
import { decodeSignature } from "./encoding.ts";
import {
  type Candidate,
  type Claim,
  type Collected,
  malformed,
  missingHeader,
  refused,
  shown,
  type Unreadable,
} from "./read-request.ts";
import { readBodyTimestamp } from "./request-body.ts";
import type { SignedRequest } from "./schema.ts";
import type { SignatureScheme, SignatureSource, TimestampSource } from "./scheme.ts";
import { readTimestampOf } from "./timestamp.ts";

// Each claim costs a digest of the body for each secret: a request must not choose how many.
const MAX_CLAIMS = 3;
const MAX_CANDIDATES = 64;
const MAX_NUMBERED = 100;

type OpenClaim = Claim & { candidates: Candidate[] };

/** Signatures as text, with the timestamp they belong to. */
type ParsedGroup = { signatures: string[]; timestamp: string | null };

function parseFields(
  value: string,
  source: SignatureSource,
  timestampField: string | null,
): ParsedGroup {
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

function parsePlain(value: string, source: SignatureSource): string[] {
  const { prefix = "", prefixOptional } = source;
  // Proxies may join repeated headers with commas, which no encoding of a digest contains.
  const entries = prefix.includes(",") ? [value] : value.split(",");
  return entries
    .map((entry) => entry.trim())
    .filter((entry) => prefixOptional || entry.startsWith(prefix))
    .map((entry) => (entry.startsWith(prefix) ? entry.slice(prefix.length).trim() : entry));
}

function parseValue(
  value: string,
  source: SignatureSource,
  timestampField: string | null,
): ParsedGroup[] {
  if (source.field !== undefined) {
    const lists = source.grouped ? value.trim().split(/\s+/) : [value];
    return lists.map((list) => parseFields(list, source, timestampField));
  }
  const signatures =
    source.word === undefined ? parsePlain(value, source) : parseWords(value, source.word);
  return [{ signatures, timestamp: null }];
}

/** What a signature header should have looked like. */
function expectedShape(source: SignatureSource): string {
  if (source.field !== undefined) return `a field ${source.field}=`;
  if (source.word !== undefined) return `a signature that starts with ${source.word},`;
  return source.prefix ? `a value that starts with ${source.prefix}` : "a signature";
}

function findAbsent(headers: HeaderList, names: readonly string[]): Unreadable | null {
  for (const name of names) {
    const value = findHeader(headers, name);
    if (value === null || value.trim() === "") return missingHeader(name, value !== null);
  }
  return null;
}

/** The first rule about headers that the request breaks. */
function findBrokenRule(scheme: SignatureScheme, headers: HeaderList): Unreadable | null {
  for (const { header, pattern, wanted, optional } of scheme.rules ?? []) {
    const value = findHeader(headers, header)?.trim() ?? "";
    if (value === "" && !optional) return missingHeader(header);
    if (value === "" || pattern.test(value)) continue;
    const message = `The ${header} header must be ${wanted}.`;
    return /algo/i.test(header) ? refused(message) : malformed(message, value);
  }
  return null;
}

const UNITS: Record<TimestampSource["unit"], string> = {
  s: "a whole number of seconds",
  ms: "a whole number of milliseconds",
  iso: "an RFC 3339 date",
  auto: "a number of seconds or milliseconds, or a date with its zone",
  any: "a timestamp",
};

function describeTimestampProblem(
  source: SignatureSource,
  timestamp: TimestampSource,
  text: string | null,
): string {
  if (text === null) return `The ${source.header} header has no field ${timestamp.name}=.`;
  const where = {
    header: `${timestamp.name} header`,
    field: `field ${timestamp.name}= of ${source.header}`,
    body: `field ${timestamp.name} of the body`,
  }[timestamp.from];
  const { unit, earliestMs } = timestamp;
  const limit =
    earliestMs === undefined ? "" : `, from ${new Date(earliestMs).getUTCFullYear()} on`;
  return `The ${where} is not ${UNITS[unit]}${limit}.`;
}

function signatureHeaders({ header, also, numbered }: SignatureSource): readonly string[] {
  if (!numbered) return also ? [header, ...also] : [header];
  return Array.from({ length: MAX_NUMBERED }, (_, index) => `${header}-${index + 1}`);
}

function signatureValues(headers: HeaderList, source: SignatureSource): string[] {
  if (!source.also && !source.numbered) return findHeaders(headers, source.header);
  const names = new Set(signatureHeaders(source).map((name) => name.toLowerCase()));
  return headers.filter(([name]) => names.has(name.toLowerCase())).map(([, value]) => value);
}

/** The timestamp that stands outside the signature header: null when there is none, "" if unsaid. */
function timestampOutside(scheme: SignatureScheme, request: SignedRequest): string | null {
  const { timestamp } = scheme;
  if (timestamp?.from === "header") {
    return findHeader(request.headers, timestamp.name)?.trim() ?? "";
  }
  return timestamp?.from === "body" ? readBodyTimestamp(request.body, timestamp.name) : null;
}

function mustBeReadable(timestamp: TimestampSource | undefined, text: string | null): boolean {
  if (timestamp === undefined || timestamp.unit === "any") return false;
  // A body without one has nothing to be judged by.
  return timestamp.from !== "body" || text !== null;
}

/**
 * Gathers every signature of the request with the timestamp it belongs to, strictly decoded.
 * `signedHeaders` are the headers that the signed content needs. Signatures that can't be read
 * are left out as long as one can.
 */
export function collectCandidates(
  scheme: SignatureScheme,
  request: SignedRequest,
  signedHeaders: readonly string[],
): Collected {
  const { signature: source, timestamp } = scheme;
  const { headers } = request;
  const timestampHeader = timestamp?.from === "header" ? [timestamp.name] : [];
  const timestampField = timestamp?.from === "field" ? timestamp.name : null;
  const values = signatureValues(headers, source).filter((value) => value.trim() !== "");
  const first = source.numbered ? `${source.header}-1` : source.header;
  // A repeated signature header may have one empty copy.
  const needed = [...(values.length > 0 ? [] : [first]), ...timestampHeader, ...signedHeaders];
  const problemOfHeaders = findAbsent(headers, needed) ?? findBrokenRule(scheme, headers);
  if (problemOfHeaders) return problemOfHeaders;

  const outside = timestampOutside(scheme, request);
  const claims = new Map<string, OpenClaim>();
  const received: string[] = [];
  let problem: string | null = null;

  for (const group of values.flatMap((value) => parseValue(value, source, timestampField))) {
    if (group.signatures.length === 0) {
      problem ??= `The ${source.header} header does not hold ${expectedShape(source)}.`;
      continue;
    }
    const text = timestampField ? group.timestamp : outside;
    const timestampMs = timestamp && text !== null ? readTimestampOf(text, timestamp) : null;
    if (timestamp && timestampMs === null && mustBeReadable(timestamp, text)) {
      problem ??= describeTimestampProblem(source, timestamp, text);
      continue;
    }
    for (const signature of group.signatures) {
      if (received.length >= MAX_CANDIDATES) break;
      const bytes = decodeSignature(signature, source.encoding);
      if (bytes === null) {
        problem ??= `The signature in ${source.header} is not valid ${source.encoding}.`;
        continue;
      }
      let claim = claims.get(text ?? "");
      if (!claim) {
        if (claims.size >= MAX_CLAIMS) continue;
        const contents = renderContents(scheme, request, text);
        claim = { timestamp: text, timestampMs, candidates: [], contents };
        claims.set(text ?? "", claim);
      }
      claim.candidates.push({ text: signature, bytes });
      received.push(signature);
    }
  }
  if (claims.size === 0) {
    return malformed(problem ?? `${source.header} can't be read.`, values.join(", "));
  }
  return {
    ok: true,
    claims: [...claims.values()],
    received: shown(received.join(", ")),
    place: `${source.header} header`,
  };
}
