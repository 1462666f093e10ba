import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import type { Scheme } from "./scheme.ts";
import { SCHEMES } from "./schemes.ts";

function has(headers: HeaderList, name: string): boolean {
  return findHeader(headers, name) !== null;
}

function hasShape(value: string, scheme: Scheme): boolean {
  if (scheme.alg === "equal") return true;
  const { prefix, field, word } = scheme.signature;
  if (field !== undefined) return value.includes(`${field}=`);
  if (word !== undefined) return value.includes(`${word},`);
  return value.startsWith(prefix ?? "");
}

function signatureValue(headers: HeaderList, scheme: Scheme): string | null {
  const { header } = scheme.signature;
  if (header === "") return null;
  const other = scheme.otherNames;
  return (
    findHeader(headers, header) ??
    (other ? findHeader(headers, header.replace(other.from, other.to)) : null)
  );
}

/** 0: no, 1: its header is there, 2: and so is another header that only this provider sends. */
function likelihood(headers: HeaderList, scheme: Scheme): 0 | 1 | 2 {
  const value = signatureValue(headers, scheme);
  if (value === null || !hasShape(value.trim(), scheme)) return 0;
  if (scheme.detect?.strangers?.some((name) => has(headers, name))) return 0;
  return scheme.detect?.companions?.some((name) => has(headers, name)) ? 2 : 1;
}

/**
 * The ids of the schemes that a request's headers look like, the likeliest first. A proposal
 * only: anyone can send any header, and providers share some.
 */
export function detectSchemes(headers: HeaderList): string[] {
  return SCHEMES.map((scheme) => ({ id: scheme.id, score: likelihood(headers, scheme) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}
