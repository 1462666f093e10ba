import { detectSchemes } from "#lib/signatures/detect.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import type { DiagnoseInput, Diagnosis } from "./diagnosis.ts";

const MAX_SCHEMES = 5;

/** The schemes that the request looks like but for the one that is set, and whether it looks like that. */
export function likelySchemes({ scheme, request }: DiagnoseInput): {
  others: string[];
  isOwn: boolean;
} {
  const likely = detectSchemes(request.headers, request.body);
  const others = likely.filter((id) => id !== scheme).slice(0, MAX_SCHEMES);
  return { others, isOwn: likely.includes(scheme) };
}

/** The request is right by another scheme's rules, with the same secret. */
export function rightByOther(input: DiagnoseInput, id: string): Diagnosis {
  const [label, own] = [id, input.scheme].map((name) => findScheme(name)?.label ?? name);
  return {
    cause: "scheme_other",
    message: `The request would be right as ${label}'s: this bin is set to ${own}.`,
    change: { kind: "scheme", scheme: id },
  };
}

/**
 * Nothing matches, and the headers are another scheme's. One whose signature stands in the body finds
 * no header missing: to it the request is malformed.
 */
export function headersOfOther(
  input: DiagnoseInput,
  verification: Verification,
  { others, isOwn }: ReturnType<typeof likelySchemes>,
): Diagnosis | null {
  const [id] = others;
  const { cause } = verification;
  const isForeign = cause === "missing_header" || (cause === "malformed" && !isOwn);
  if (!isForeign || id === undefined) return null;
  const [label, own] = [id, input.scheme].map((name) => findScheme(name)?.label ?? name);
  return {
    cause: "scheme_headers",
    message: `These are ${label} headers; this bin is set to ${own}.`,
    change: { kind: "scheme", scheme: id },
  };
}
