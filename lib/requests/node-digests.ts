import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { type Digests, type HmacKey, webDigests } from "#lib/signatures/digest.ts";

/** Up to here a digest takes less than handing the bytes to WebCrypto's threads does. */
const MAX_SYNC_BYTES = 64 * 1024;
const MAX_CACHED_KEYS = 256;

const HASHES = { "hmac-sha1": "sha1", "hmac-sha256": "sha256", "hmac-sha512": "sha512" } as const;

/** Digests for the server: of small messages at once, of large ones beside the event loop. */
export const nodeDigests: Digests = {
  hmac: (alg, key, message) =>
    message.length > MAX_SYNC_BYTES
      ? webDigests.hmac(alg, key, message)
      : createHmac(HASHES[alg], keyObject(key)).update(message).digest(),
  sha256: (message) =>
    message.length > MAX_SYNC_BYTES
      ? webDigests.sha256(message)
      : createHash("sha256").update(message).digest(),
};

const keys = new Map<string, KeyObject>();

/** Made once: from plain bytes node makes one for each digest, at ten times the digest's cost. */
function keyObject({ bytes, cacheId }: HmacKey): KeyObject {
  const known = keys.get(cacheId);
  if (known) return known;
  const made = createSecretKey(bytes);
  const oldest = keys.keys().next().value;
  if (keys.size >= MAX_CACHED_KEYS && oldest !== undefined) keys.delete(oldest);
  keys.set(cacheId, made);
  return made;
}
