import { hashBytes } from "./digest.ts";
import { decodeKeyText, decodeText, utf8Bytes } from "./encoding.ts";

/**
 * How a secret's text becomes a key:
 * - `utf8`: it is the key; `hex`, `base64`: it is decoded;
 * - `whsec`: base64 after an optional `whsec_`; `whsec-or-utf8`: the text itself without one;
 *   `v1-whsec`: `v1,` may stand before it;
 * - `html`: the text with its HTML entities decoded; `sha1`: its SHA-1;
 * - `hex-or-utf8`: whichever matches; `base64-or-utf8`: the same, or a JWK of type `oct`;
 * - `jwk-or-utf8`: a JWK of type `oct`, base64 or base64url of at least 32 bytes, or the text;
 * - `public`: the sender's public key, see public-key.ts.
 */
export type KeyFormat =
  | "utf8"
  | "hex"
  | "base64"
  | "whsec"
  | "whsec-or-utf8"
  | "v1-whsec"
  | "html"
  | "sha1"
  | "base64-or-utf8"
  | "hex-or-utf8"
  | "jwk-or-utf8"
  | "public";

/** The keys that a text may stand for, the likeliest first; the message ends a sentence. */
export type DecodedKeys = { ok: true; keys: Uint8Array[] } | { ok: false; message: string };

const WHSEC = "whsec_";
const MIN_HS256_BYTES = 32;

function keys(...found: readonly (Uint8Array | null)[]): DecodedKeys {
  return { ok: true, keys: found.filter((key) => key !== null) };
}

function decodeWhsec(text: string): DecodedKeys {
  const hasPrefix = text.startsWith(WHSEC);
  const bare = hasPrefix ? text.slice(WHSEC.length) : text;
  if (bare === "") return { ok: false, message: "has nothing after whsec_" };
  const bytes = decodeKeyText(bare);
  if (bytes !== null) return keys(bytes);
  const message = hasPrefix
    ? "is not base64 after whsec_, as this scheme's keys are"
    : "is not base64, as this scheme's keys are";
  return { ok: false, message };
}

const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#039;": "'",
  "&#39;": "'",
  "&#x27;": "'",
};

function decodeHtml(text: string): DecodedKeys {
  const decoded = text.replace(/&(?:amp|lt|gt|quot|#0?39|#x27);/gi, (entity) => {
    return ENTITIES[entity.toLowerCase()] ?? entity;
  });
  return keys(utf8Bytes(decoded), decoded === text ? null : utf8Bytes(text));
}

/** Whether a text is a key that anyone may know, which must never be an HMAC's. */
export function looksPublic(text: string): boolean {
  return /-----BEGIN |"kty"\s*:\s*"(?:RSA|EC|OKP)"/.test(text);
}

function looksLikeJwk(text: string): boolean {
  return /^\{.*"kty"/s.test(text);
}

function decodeJwkOrText(text: string): DecodedKeys {
  if (looksLikeJwk(text)) return decodeJwk(text);
  const bytes = decodeText(text, "base64url") ?? decodeText(text, "base64");
  return keys(utf8Bytes(text), bytes && bytes.length >= MIN_HS256_BYTES ? bytes : null);
}

function decodeJwk(text: string): DecodedKeys {
  const [, content] = /"k"\s*:\s*"([^"]*)"/.exec(text) ?? [];
  const bytes = content === undefined ? null : decodeText(content, "base64url");
  return bytes ? keys(bytes) : { ok: false, message: "is not a JSON Web Key of type oct" };
}

/** Decodes a secret that is not empty. `public` is not decoded here. */
export async function decodeKeys(text: string, format: KeyFormat): Promise<DecodedKeys> {
  switch (format) {
    case "utf8":
    case "public":
      return keys(utf8Bytes(text));
    case "hex":
    case "base64": {
      const bytes = format === "hex" ? decodeText(text, "hex") : decodeKeyText(text);
      return bytes
        ? keys(bytes)
        : { ok: false, message: `is not ${format}, as this scheme's keys are` };
    }
    case "whsec":
      return decodeWhsec(text);
    case "v1-whsec":
      return decodeWhsec(text.replace(/^v1,/, ""));
    case "whsec-or-utf8":
      return text.startsWith(WHSEC)
        ? decodeWhsec(text)
        : keys(utf8Bytes(text), decodeKeyText(text));
    case "html":
      return decodeHtml(text);
    case "sha1":
      return keys(await hashBytes("SHA-1", utf8Bytes(text)));
    case "base64-or-utf8":
      return looksLikeJwk(text) ? decodeJwk(text) : keys(decodeKeyText(text), utf8Bytes(text));
    case "hex-or-utf8":
      return keys(decodeText(text, "hex"), utf8Bytes(text));
    case "jwk-or-utf8":
      return decodeJwkOrText(text);
  }
}
