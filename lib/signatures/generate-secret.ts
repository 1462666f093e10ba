import { encodeBytes } from "./encoding.ts";
import { findScheme } from "./schemes.ts";

/**
 * A new secret in the form the scheme's provider uses: 16 to 32 random bytes, which
 * `randomBytes` must give in the number asked for. Null when the scheme is not known, or
 * only its provider makes secrets: those are public keys and ids.
 */
export function generateSecret(
  schemeId: string,
  randomBytes: (byteLength: number) => Uint8Array,
): string | null {
  const scheme = findScheme(schemeId);
  if (!scheme?.newSecret) return null;
  const { prefix, byteLength, encoding } = scheme.newSecret;
  return prefix + encodeBytes(randomBytes(byteLength), encoding);
}
