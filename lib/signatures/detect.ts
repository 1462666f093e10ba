import type { HeaderList } from "#lib/http/headers.ts";
import { utf8Text } from "./encoding.ts";
import type { Scheme } from "./scheme.ts";
import { SCHEMES } from "./schemes.ts";

const MAX_READ_BYTES = 64 * 1024;

/** The first value of each header by its name in lower case: every row asks for several. */
type Lookup = ReadonlyMap<string, string>;

function lookupOf(headers: HeaderList): Lookup {
  const lookup = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (!lookup.has(key)) lookup.set(key, value);
  }
  return lookup;
}

function hasShape(value: string, scheme: Scheme): boolean {
  if (scheme.alg === "equal") {
    const { word, wordOptional } = scheme.signature;
    return (
      !word || wordOptional === true || value.toLowerCase().startsWith(`${word} `.toLowerCase())
    );
  }
  const { prefix, prefixOptional, field, word } = scheme.signature;
  if (field !== undefined) return value.includes(`${field}=`);
  if (word !== undefined) return value.includes(`${word},`);
  return prefixOptional === true || value.startsWith(prefix ?? "");
}

function signatureValue(headers: Lookup, scheme: Scheme): string | undefined {
  const header = scheme.signature.header?.toLowerCase();
  if (!header) return undefined;
  const isNumbered = scheme.alg !== "equal" && scheme.signature.numbered;
  return headers.get(isNumbered ? `${header}-1` : header);
}

function valueUnderOtherName(headers: Lookup, scheme: Scheme): string | undefined {
  if (scheme.alg === "equal" || !scheme.otherNames) return undefined;
  const { from, to } = scheme.otherNames;
  return headers.get(scheme.signature.header.toLowerCase().replace(from, to));
}

/**
 * 0: no, 1: its header is there under another name, 2: under its own, 3: and so is something else
 * that only this provider sends.
 */
function likelihood(headers: Lookup, body: string, scheme: Scheme): 0 | 1 | 2 | 3 {
  const { detect } = scheme;
  if (detect?.strangers?.some((name) => headers.has(name))) return 0;
  if (detect?.body?.every((text) => body.includes(text))) return 3;
  const own = signatureValue(headers, scheme);
  const value = own ?? valueUnderOtherName(headers, scheme);
  if (value === undefined || !hasShape(value.trim(), scheme)) return 0;
  const isSure =
    detect?.companions?.some((name) => headers.has(name)) ||
    detect?.agent?.test(headers.get("user-agent") ?? "") === true;
  if (isSure) return 3;
  if (detect?.headerIsCommon) return 0;
  return own === undefined ? 1 : 2;
}

/**
 * The ids of the schemes that a request looks like, the likeliest first. The body, where given, is
 * read for signatures that are inside it, its first 64 KiB. A proposal only: anyone can send any
 * header, and providers share some.
 */
export function detectSchemes(headers: HeaderList, body?: Uint8Array): string[] {
  const text = body ? utf8Text(body, MAX_READ_BYTES) : "";
  const lookup = lookupOf(headers);
  return SCHEMES.map((scheme) => ({ id: scheme.id, score: likelihood(lookup, text, scheme) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}
