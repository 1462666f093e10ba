import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { decodeText, utf8Bytes } from "#lib/signatures/encoding.ts";
import { type Collected, malformed, missingHeader } from "#lib/signatures/read-request.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";
import type { Content } from "#lib/signatures/template.ts";
import { readTimestampOf } from "#lib/signatures/timestamp.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { Signed, WriteContext } from "#lib/signatures/write-request.ts";

const SIGNATURE = "x-contentful-signature";
const SIGNED_HEADERS = "x-contentful-signed-headers";
const TIMESTAMP = "x-contentful-timestamp";
// The toolkit takes nothing earlier, which catches seconds.
const TIMES = { unit: "ms", earliestMs: Date.UTC(2020) } as const;

// Node's querystring.escape, which the toolkit uses.
function escapeQuery(query: string): string {
  return encodeURIComponent(query);
}

/** The path as the toolkit writes it: the query escaped whole, then all of it once more. */
function canonicalPath(address: string): string {
  const url = address.toWellFormed();
  const [, rest = ""] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url) ?? [undefined, url];
  const [path, query] = rest.split("?");
  return encodeURI(query ? `${path || "/"}?${escapeQuery(query)}` : path || "/");
}

function canonicalHeaders(headers: HeaderList, names: readonly string[], timestamp: string) {
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.trim().toLowerCase();
    if (wanted.has(key)) values.set(key, value.trim());
  }
  const all = [...new Set([...values.keys(), SIGNED_HEADERS, TIMESTAMP])].sort();
  values.set(TIMESTAMP, timestamp);
  values.set(SIGNED_HEADERS, all.join(","));
  return all.map((name) => `${name}:${values.get(name) ?? ""}`).join(";");
}

function contentOf(request: SignedRequest, names: readonly string[], timestamp: string): Content {
  const line = { name: "literal", bytes: utf8Bytes("\n") };
  return [
    { name: "method", bytes: utf8Bytes(request.method) },
    line,
    { name: "path", bytes: utf8Bytes(canonicalPath(request.url)) },
    line,
    {
      name: "headers",
      bytes: utf8Bytes(canonicalHeaders(request.headers, names, timestamp)),
    },
    line,
    { name: "body", bytes: request.body },
  ];
}

/** Contentful: method, path, the headers that the request lists, and body, line by line. */
export function readContentful({ request }: Run): Collected {
  const [signature, listed, timestamp] = [SIGNATURE, SIGNED_HEADERS, TIMESTAMP].map(
    (name) => findHeader(request.headers, name)?.trim() ?? "",
  );
  if (!signature) return missingHeader(SIGNATURE);
  if (!timestamp) return missingHeader(TIMESTAMP);
  if (!listed) return missingHeader(SIGNED_HEADERS);
  const bytes = decodeText(signature, "hex");
  if (bytes?.length !== 32) {
    return malformed(`The signature in ${SIGNATURE} is not 64 hex digits.`, signature);
  }
  const timestampMs = readTimestampOf(timestamp, TIMES);
  if (timestampMs === null) {
    return malformed(
      `The ${TIMESTAMP} header is not a time since 2020 in milliseconds.`,
      timestamp,
    );
  }
  const names = listed.split(",");
  if (names.length < 2) {
    return malformed(`The ${SIGNED_HEADERS} header does not list at least two headers.`, listed);
  }
  const claim = {
    timestamp,
    timestampMs,
    candidates: [{ text: signature, bytes }],
    contents: [contentOf(request, names, timestamp)],
  };
  return { ok: true, claims: [claim], received: signature, place: `${SIGNATURE} header` };
}

/** Signs Contentful's own headers, which name the topic and the webhook. */
export async function writeContentful({ request, now, sign }: WriteContext): Promise<Signed> {
  const timestamp = String(now.getTime());
  const own = request.headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => name.startsWith("x-contentful-") && name !== SIGNATURE);
  const names = [...new Set([...own, SIGNED_HEADERS, TIMESTAMP])].sort();
  return {
    ok: true,
    headers: [
      [SIGNATURE, await sign(contentOf(request, names, timestamp))],
      [SIGNED_HEADERS, names.join(",")],
      [TIMESTAMP, timestamp],
    ],
  };
}
