import { findHeaders } from "#lib/http/headers.ts";
import { decodeText, utf8Bytes, utf8Text, wireBytes } from "./encoding.ts";
import { malformed, missing, missingHeader, type Unreadable } from "./read-request.ts";
import { fieldOf, readJson } from "./request-body.ts";
import type { SignedRequest } from "./schema.ts";
import type { TokenSource } from "./scheme.ts";

/** The tokens that came with a request, each as its bytes may be read. */
export type CollectedTokens = { ok: true; tokens: Uint8Array[]; place: string } | Unreadable;

const MAX_VALUES = 10;

function readings(token: string): Uint8Array[] {
  const onWire = wireBytes(token);
  const asText = utf8Bytes(token);
  // Differs outside ASCII only, when the value did not come through Node.
  return asText.length === onWire.length ? [onWire] : [onWire, asText];
}

/** What stands after `Bearer` or `Basic`, in whatever case (RFC 9110 §11.1); null without it. */
function afterWord(value: string, word: string): string | null {
  const lead = value.slice(0, word.length);
  const rest = value.slice(word.length);
  return lead.toLowerCase() === word.toLowerCase() && /^\s/.test(rest) ? rest.trim() : null;
}

function readHeader(request: SignedRequest, source: TokenSource, header: string): CollectedTokens {
  const sent = findHeaders(request.headers, header);
  const values = sent.map((value) => value.trim()).filter((value) => value !== "");
  if (values.length === 0) return missingHeader(header, sent.length > 0);
  const { word, wordOptional } = source;
  const tokens = values.slice(0, MAX_VALUES).flatMap((value) => {
    if (word === undefined) return readings(value);
    const token = afterWord(value, word);
    if (wordOptional) return [...readings(value), ...(token ? readings(token) : [])];
    if (token === null || token === "") return [];
    if (word === "Bearer") return /\s/.test(token) ? [] : readings(token);
    const pair = decodeText(token, "base64");
    return pair?.includes(0x3a) ? [pair] : [];
  });
  if (tokens.length > 0) return { ok: true, tokens, place: `${header} header` };
  const shape = word === "Basic" ? "Basic and user:password in base64" : "Bearer and a token";
  return malformed(`The ${header} header is not ${shape}.`);
}

/** Every text at a path such as `value[].clientState`. */
function textsAt(value: unknown, path: string): string[] {
  const [, list, rest] = /^(\w+)\[\]\.(.+)$/.exec(path) ?? [];
  if (list === undefined || rest === undefined) {
    const text = fieldOf(value, path);
    return typeof text === "string" && text !== "" ? [text] : [];
  }
  const entries = fieldOf(value, list);
  return Array.isArray(entries) ? entries.flatMap((entry) => textsAt(entry, rest)) : [];
}

function readBody(request: SignedRequest, path: string): CollectedTokens {
  const json = readJson(request.body);
  if (typeof json !== "object" || json === null) {
    return malformed("The body is not a JSON object.", utf8Text(request.body, 200));
  }
  const texts = textsAt(json, path);
  if (texts.length === 0) return missing(`The body has no field ${path}.`);
  // Entries of a list come from one sender: one that differs makes the whole doubtful.
  const distinct = [...new Set(texts)];
  const tokens = distinct.length === 1 ? distinct.map(utf8Bytes) : [new Uint8Array()];
  return { ok: true, tokens, place: `field ${path} in the body` };
}

function readQuery(request: SignedRequest, names: readonly string[]): CollectedTokens {
  const start = request.url.indexOf("?");
  const query = start < 0 ? "" : request.url.slice(start + 1).replace(/#.*$/, "");
  const parameters = [...new URLSearchParams(query)].filter(([, value]) => value !== "");
  const named = parameters.filter(([name]) => names.includes(name.toLowerCase()));
  const found = named.length > 0 ? named : parameters;
  if (found.length === 0) return missing("The address has no secret in its query.");
  const tokens = found.slice(0, MAX_VALUES).map(([, value]) => utf8Bytes(value));
  return { ok: true, tokens, place: "query of its address" };
}

/** Gathers the tokens of a request. */
export function readTokens(request: SignedRequest, source: TokenSource): CollectedTokens {
  if (source.header !== undefined) return readHeader(request, source, source.header);
  if (source.body !== undefined) return readBody(request, source.body);
  return readQuery(request, source.query ?? []);
}
