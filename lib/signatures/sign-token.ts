import { encodeBytes, utf8Bytes } from "./encoding.ts";
import { fieldOf, readJson } from "./request-body.ts";
import type { SignedRequest } from "./schema.ts";
import type { TokenSource } from "./scheme.ts";
import { refuse, type Signed } from "./write-request.ts";

function inHeader(header: string, word: TokenSource["word"], token: string): Signed {
  // What RFC 9110 §5.5 allows in a field value, as one character per byte.
  if (!/^[\x20-\x7e\x80-\xff]+$/.test(token)) {
    return refuse(`The token has characters that the header ${header} can't carry.`);
  }
  return { ok: true, headers: [[header, word ? `${word} ${token}` : token]] };
}

function inBody(request: SignedRequest, path: string, token: string): Signed {
  const json = readJson(request.body);
  if (typeof json !== "object" || json === null) {
    return refuse("The token goes into a JSON object, which the body is not.");
  }
  const [, list, name] = /^(\w+)\[\]\.(\w+)$/.exec(path) ?? [];
  if (list === undefined || name === undefined) {
    return { ok: true, headers: [], body: utf8Bytes(JSON.stringify({ ...json, [path]: token })) };
  }
  const entries = fieldOf(json, list);
  if (!Array.isArray(entries)) return refuse(`The body has no list ${list} for the token.`);
  const marked = entries.map((entry) => ({ ...entry, [name]: token }));
  return { ok: true, headers: [], body: utf8Bytes(JSON.stringify({ ...json, [list]: marked })) };
}

function inQuery(request: SignedRequest, name: string, token: string): Signed {
  const [address = "", query = ""] = request.url.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set(name, token);
  return { ok: true, headers: [], url: `${address}?${parameters}` };
}

/** Puts a token where its scheme has it. */
export function signToken(request: SignedRequest, source: TokenSource, secret: string): Signed {
  const { header, word, wordOptional, body, query } = source;
  if (body !== undefined) return inBody(request, body, secret);
  if (header === undefined) return inQuery(request, query?.[0] ?? "secret", secret);
  if (word !== "Basic") return inHeader(header, wordOptional ? undefined : word, secret);
  if (!secret.includes(":"))
    return refuse("The secret must be a user and a password: user:password.");
  return inHeader(header, word, encodeBytes(utf8Bytes(secret), "base64"));
}
