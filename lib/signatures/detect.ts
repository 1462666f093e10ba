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

function signatureValue(headers: Lookup, scheme: Scheme): string | null {
  const header = scheme.signature.header?.toLowerCase();
  if (!header) return null;
  if (scheme.alg === "equal") return headers.get(header) ?? null;
  const { otherNames, signature } = scheme;
  return (
    headers.get(signature.numbered ? `${header}-1` : header) ??
    (otherNames ? headers.get(header.replace(otherNames.from, otherNames.to)) : null) ??
    null
  );
}

/** 0: no, 1: its header is there, 2: and so is something else that only this provider sends. */
function likelihood(headers: Lookup, body: string, scheme: Scheme): 0 | 1 | 2 {
  const { detect } = scheme;
  if (detect?.strangers?.some((name) => headers.has(name))) return 0;
  if (detect?.body?.every((text) => body.includes(text))) return 2;
  const value = signatureValue(headers, scheme);
  if (value === null || !hasShape(value.trim(), scheme)) return 0;
  const isSure =
    detect?.companions?.some((name) => headers.has(name)) ||
    detect?.agent?.test(headers.get("user-agent") ?? "") === true;
  if (isSure) return 2;
  return detect?.headerIsCommon ? 0 : 1;
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
