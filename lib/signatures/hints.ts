import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import type { CandidateGroup } from "./candidates.ts";
import { detectSchemes } from "./detect.ts";
import { digestLength, hashName, hashNameOfLength } from "./digest.ts";
import { decodeText } from "./encoding.ts";
import type { SignedRequest } from "./schema.ts";
import type { HmacScheme, Scheme } from "./scheme.ts";
import { findScheme } from "./schemes.ts";

/** Whose headers these look like instead, when the scheme's own are not there. */
export function otherSchemeHints(scheme: Scheme, headers: HeaderList): string[] {
  if (scheme.id === "github" && findHeader(headers, "x-hub-signature") !== null) {
    return [
      "The request has only X-Hub-Signature, GitHub's older SHA-1 signature: this scheme checks X-Hub-Signature-256.",
    ];
  }
  const others = detectSchemes(headers).filter((id) => id !== scheme.id);
  const labels = others.map((id) => findScheme(id)?.label ?? id);
  return labels.length > 0 ? [`The headers look like ${labels.join(" or ")}.`] : [];
}

/** What a malformed signature may be instead. */
export function formatHints(scheme: HmacScheme, received: string): string[] {
  const { signature } = scheme;
  if (signature.field !== undefined) return [];
  const prefix = signature.prefix ?? "";
  if (prefix !== "" && !received.startsWith(prefix)) {
    const bare = decodeText(received.trim(), signature.encoding);
    return bare?.length === digestLength(scheme.alg)
      ? [`It would be a ${hashName(scheme.alg)} signature without the missing ${prefix}.`]
      : [];
  }
  if (signature.word === "v1" && received.includes("v1a,")) {
    return ["The request has only v1a (Ed25519) signatures; this scheme checks v1 (HMAC)."];
  }
  const text = received.slice(prefix.length).trim();
  const fitting = (["hex", "base64", "base64url"] as const).find(
    (encoding) => decodeText(text, encoding)?.length === digestLength(scheme.alg),
  );
  return fitting && fitting !== signature.encoding
    ? [`It reads as ${fitting}, but this scheme's signatures are ${signature.encoding}.`]
    : [];
}

/** What the look of the signatures and the request suggests when nothing matches. */
export function mismatchHints(
  scheme: HmacScheme,
  request: SignedRequest,
  groups: readonly CandidateGroup[],
): string[] {
  const hints: string[] = [];
  const wanted = digestLength(scheme.alg);
  const odd = groups
    .flatMap((group) => group.candidates)
    .find((candidate) => candidate.bytes.length !== wanted);
  if (odd) {
    const other = hashNameOfLength(odd.bytes.length);
    const asHex = decodeText(odd.text, "hex")?.length;
    const reading =
      scheme.signature.encoding !== "hex" && asHex === wanted
        ? ": it reads as hex"
        : other
          ? `, the length of ${other}`
          : "";
    hints.push(
      `A received signature has ${odd.bytes.length} bytes${reading}; ${hashName(scheme.alg)} gives ${wanted}.`,
    );
  }
  if (request.body.length === 0 && scheme.signed.includes("{body}")) {
    hints.push("The request has no body.");
  }
  return hints;
}
