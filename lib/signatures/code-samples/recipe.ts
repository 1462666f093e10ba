import { findHeader, findHeaders } from "#lib/http/headers.ts";
import { configureScheme, withNamesOf } from "#lib/signatures/configure.ts";
import { signedTemplate } from "#lib/signatures/contents.ts";
import { type Encoding, encodeBytes } from "#lib/signatures/encoding.ts";
import type { SchemeOptions, SignedRequest } from "#lib/signatures/schema.ts";
import type { SignatureScheme, TokenScheme } from "#lib/signatures/scheme.ts";
import { findScheme } from "#lib/signatures/schemes.ts";

/** How the signature header is read. */
export type SignatureStyle =
  | { kind: "plain"; prefix: string }
  | { kind: "field"; field: string; separator: string }
  | { kind: "word"; word: string };

/** A piece of the signed content, as a program names it. */
export type CodePart =
  | { kind: "body" | "timestamp" | "secret" }
  | { kind: "header"; name: string }
  | { kind: "text"; text: string };

/** What a program has to do to check one request, whatever its language. */
export type CodeRecipe = {
  label: string;
  docsUrl: string;
  /** The headers that it reads, by lower-case name. */
  headers: [name: string, value: string][];
  bodyBase64: string;
} & (
  | {
      kind: "hmac";
      hash: "sha1" | "sha256" | "sha512";
      /** How the secret's text becomes the key; `whsec`: base64 after an optional `whsec_`. */
      key: "utf8" | "hex" | "base64" | "whsec";
      signatureHeader: string;
      style: SignatureStyle;
      encoding: Encoding;
      parts: CodePart[];
      /** Where the timestamp is, when it is signed or judged. */
      timestamp: { header: string } | { field: string } | null;
      toleranceSeconds: number | null;
    }
  | { kind: "token"; header: string; word: string | null }
);

/** What a keyed digest takes. */
export type HmacRecipe = Extract<CodeRecipe, { kind: "hmac" }>;

/** The recipe, or why there is none. */
export type RecipeResult = { ok: true; recipe: CodeRecipe } | { ok: false; message: string };

/** The line that says what a handler has to check beside the signature; `lead` begins a comment. */
export function toleranceNote({ toleranceSeconds }: HmacRecipe, lead: string): string[] {
  if (toleranceSeconds === null) return [];
  return [
    `${lead} In a handler also refuse a timestamp more than ${toleranceSeconds} s away from now.`,
  ];
}

/** Larger bodies make a program that nobody wants to read. */
const MAX_SAMPLE_BODY_BYTES = 32 * 1024;

const PRINTABLE = /^[\t\x20-\x7e]*$/;

const none = (message: string): RecipeResult => ({ ok: false, message });

/**
 * Puts a scheme and one request into a recipe that every language can spell out. Covers HMAC and
 * token schemes; public keys, JSON Web Tokens and providers with ways of their own have no recipe.
 */
export function codeRecipe(
  schemeId: string,
  options: SchemeOptions,
  request: SignedRequest,
): RecipeResult {
  const row = findScheme(schemeId);
  const configured = row && configureScheme(row, options);
  if (!configured?.ok) return none("This scheme is not set up yet.");
  if (request.body.length > MAX_SAMPLE_BODY_BYTES) {
    return none("The body is too large to stand inside a program: 32 KiB is the most.");
  }
  const scheme = withNamesOf(configured.scheme, request.headers);
  const known = options.url ? { ...request, url: options.url } : request;
  return scheme.alg === "equal" ? tokenRecipe(scheme, known) : hmacRecipe(scheme, known);
}

function commonOf(scheme: SignatureScheme | TokenScheme, names: string[], request: SignedRequest) {
  const headers = [...new Set(names.map((name) => name.toLowerCase()))].map(
    (name): [string, string] => [name, findHeader(request.headers, name)?.trim() ?? ""],
  );
  return {
    label: scheme.label,
    docsUrl: scheme.docsUrl,
    headers,
    bodyBase64: encodeBytes(request.body, "base64"),
  };
}

function tokenRecipe(scheme: TokenScheme, request: SignedRequest): RecipeResult {
  const { header, word, wordOptional } = scheme.signature;
  if (header === undefined || word === "Basic" || wordOptional) {
    return none(
      "There is no program for this scheme: compare the token with yours in constant time.",
    );
  }
  const common = commonOf(scheme, [header], request);
  if (!common.headers.every(([, value]) => PRINTABLE.test(value))) return notAscii();
  const recipe = { ...common, header: header.toLowerCase(), word: word ?? null };
  return { ok: true, recipe: { kind: "token", ...recipe } };
}

function notAscii(): RecipeResult {
  return none("A header holds bytes that a program's text can't: there is no sample for it.");
}

const HASHES: Record<string, "sha1" | "sha256" | "sha512"> = {
  "hmac-sha1": "sha1",
  "hmac-sha256": "sha256",
  "hmac-sha512": "sha512",
};

const KEYS: Record<string, "utf8" | "hex" | "base64" | "whsec"> = {
  utf8: "utf8",
  html: "utf8",
  hex: "hex",
  base64: "base64",
  whsec: "whsec",
  "v1-whsec": "whsec",
};

function hmacRecipe(scheme: SignatureScheme, request: SignedRequest): RecipeResult {
  const hash = HASHES[scheme.alg];
  const key = KEYS[scheme.key];
  const { signature, timestamp } = scheme;
  const parts = partsOf(scheme, request);
  const unusual = scheme.read !== undefined || signature.numbered || timestamp?.from === "body";
  if (!hash || !key || !parts || unusual) {
    return none(
      `There is no program for ${scheme.label} yet: it signs in a way that is more than an HMAC over headers and body.`,
    );
  }
  const inHeader = timestamp?.from === "header" ? [timestamp.name] : [];
  const named = parts.flatMap((part) => (part.kind === "header" ? [part.name] : []));
  const common = commonOf(scheme, [signature.header, ...inHeader, ...named], request);
  const style = styleOf(scheme);
  const all = findHeaders(request.headers, signature.header);
  const received = all.join(style.kind === "word" ? " " : ",");
  const [, ...others] = common.headers;
  const headers: [string, string][] = [[signature.header.toLowerCase(), received], ...others];
  if (!headers.every(([, value]) => PRINTABLE.test(value))) return notAscii();
  return {
    ok: true,
    recipe: {
      kind: "hmac",
      ...common,
      headers,
      hash,
      key,
      signatureHeader: signature.header.toLowerCase(),
      style,
      encoding: signature.encoding,
      parts,
      timestamp: timestampOf(scheme),
      toleranceSeconds: timestamp?.toleranceSeconds ?? null,
    },
  };
}

function styleOf({ signature }: SignatureScheme): SignatureStyle {
  const { field, separator = ",", word, prefix = "" } = signature;
  if (field !== undefined) return { kind: "field", field, separator };
  if (word !== undefined) return { kind: "word", word };
  return { kind: "plain", prefix };
}

function timestampOf({ timestamp }: SignatureScheme) {
  if (timestamp?.from === "header") return { header: timestamp.name.toLowerCase() };
  return timestamp?.from === "field" ? { field: timestamp.name } : null;
}

function partsOf(scheme: SignatureScheme, request: SignedRequest): CodePart[] | null {
  const parts: CodePart[] = [];
  for (const part of signedTemplate(scheme)) {
    if (part.kind === "checksum") return null;
    if (part.kind === "header") parts.push({ kind: "header", name: part.header.toLowerCase() });
    else if (part.kind === "literal") parts.push({ kind: "text", text: part.text });
    else if (part.kind === "url") parts.push({ kind: "text", text: request.url });
    else if (part.kind === "method") parts.push({ kind: "text", text: request.method });
    else parts.push({ kind: part.kind === "ts" ? "timestamp" : part.kind });
  }
  return parts;
}
