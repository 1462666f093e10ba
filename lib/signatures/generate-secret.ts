import { encodeBytes } from "./encoding.ts";
import { findScheme } from "./schemes.ts";

/**
 * A new secret in the form the scheme's provider uses: 16 to 32 random bytes, which
 * `randomBytes` must give in the number asked for. Null when the scheme is not known.
 */
export function generateSecret(
  schemeId: string,
  randomBytes: (byteLength: number) => Uint8Array,
): string | null {
  const scheme = findScheme(schemeId);
  if (!scheme) return null;
  const { prefix, byteLength, encoding } = scheme.newSecret;
  return prefix + encodeBytes(randomBytes(byteLength), encoding);
}
