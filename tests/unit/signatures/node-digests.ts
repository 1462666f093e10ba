import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import type { Digests, HmacKey } from "#lib/signatures/digest.ts";

const MAX_CACHED_KEYS = 256;
const keys = new Map<string, KeyObject>();

/** Making a key costs Node four times the HMAC of a small body: they are kept. */
function keyObject({ bytes, cacheId }: HmacKey): KeyObject {
  const known = keys.get(cacheId);
  if (known) return known;
  if (keys.size >= MAX_CACHED_KEYS) keys.clear();
  const key = createSecretKey(bytes);
  keys.set(cacheId, key);
  return key;
}

/** Node's own digests, which answer at once: what a server gives to verify(). */
export const nodeDigests: Digests = {
  hmac: (alg, key, message) =>
    createHmac(alg.slice("hmac-".length), keyObject(key)).update(message).digest(),
  sha256: (message) => hash("sha256", message, "buffer"),
};
