import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { detectSchemes } from "./detect.ts";
import { digestLength, hashNameOfLength } from "./digest.ts";
import { decodeText } from "./encoding.ts";
import { algorithmName } from "./match-signature.ts";
import { isPublicKeyAlgorithm } from "./public-key.ts";
import type { Candidate } from "./read-request.ts";
import type { SignedRequest } from "./schema.ts";
import type { Scheme, SignatureAlgorithm, SignatureScheme } from "./scheme.ts";
import { findScheme } from "./schemes.ts";

const MAX_LOOK_ALIKES = 3;

/** How many bytes a signature has; null where that is not fixed. */
export function signatureLength(alg: SignatureAlgorithm): number | null {
  if (alg === "hash-sha256") return 32;
  return isPublicKeyAlgorithm(alg) ? null : digestLength(alg);
}

/** Whose headers these look like instead, when the scheme's own are not there. */
export function otherSchemeHints(scheme: Scheme, headers: HeaderList): string[] {
  if (scheme.id === "github" && findHeader(headers, "x-hub-signature") !== null) {
    return [
      "The request has only X-Hub-Signature, GitHub's older SHA-1 signature: this scheme checks X-Hub-Signature-256.",
    ];
  }
  const others = detectSchemes(headers)
    .filter((id) => id !== scheme.id)
    .slice(0, MAX_LOOK_ALIKES);
  const labels = others.map((id) => findScheme(id)?.label ?? id);
  return labels.length > 0 ? [`The headers look like ${labels.join(" or ")}.`] : [];
}

/** What a malformed signature may be instead. */
export function formatHints(scheme: SignatureScheme, received: string): string[] {
  const { signature } = scheme;
  const wanted = signatureLength(scheme.alg);
  const name = algorithmName(scheme.alg);
  if (signature.field !== undefined) return [];
  const prefix = signature.prefix ?? "";
  if (prefix !== "" && !received.startsWith(prefix)) {
    const bare = decodeText(received.trim(), signature.encoding);
    return bare?.length === wanted
      ? [`It would be a ${name} signature without the missing ${prefix}.`]
      : [];
  }
  if (signature.word === "v1" && received.includes("v1a,")) {
    return ["The request has only v1a (Ed25519) signatures; this scheme checks v1 (HMAC)."];
  }
  const text = received.slice(prefix.length).trim();
  const fitting = (["hex", "base64", "base64url"] as const).find(
    (encoding) => decodeText(text, encoding)?.length === wanted,
  );
  return fitting && fitting !== signature.encoding
    ? [`It reads as ${fitting}, but this scheme's signatures are ${signature.encoding}.`]
    : [];
}

/** What the look of the signatures and the request suggests when nothing matches. */
export function mismatchHints(
  scheme: SignatureScheme,
  request: SignedRequest,
  candidates: readonly Candidate[],
): string[] {
  const hints: string[] = [];
  const wanted = signatureLength(scheme.alg);
  if (candidates.some(({ bytes }) => bytes.length === 0)) {
    hints.push("A received signature ends in a character that no encoder writes there.");
  }
  const odd = candidates.find(({ bytes }) => bytes.length !== 0 && bytes.length !== wanted);
  if (odd && wanted !== null) {
    const other = hashNameOfLength(odd.bytes.length);
    const asHex = decodeText(odd.text, "hex")?.length;
    const reading =
      scheme.signature.encoding !== "hex" && asHex === wanted
        ? ": it reads as hex"
        : other
          ? `, the length of ${other}`
          : "";
    hints.push(
      `A received signature has ${odd.bytes.length} bytes${reading}; ${algorithmName(scheme.alg)} gives ${wanted}.`,
    );
  }
  if (request.body.length === 0 && scheme.signed.includes("{body}")) {
    hints.push("The request has no body.");
  }
  return hints;
}
