import { hash } from "node:crypto";
import {
  type Digests,
  type HmacAlgorithm,
  type HmacKey,
  webDigests,
} from "#lib/signatures/digest.ts";

/** Up to here a digest takes less than handing the bytes to WebCrypto's threads does. */
export const MAX_SYNC_BYTES = 64 * 1024;
const MAX_CACHED_KEYS = 256;

/** Names for OpenSSL, and block sizes (FIPS 180-4). */
const HASHES = {
  "hmac-sha1": { name: "sha1", blockBytes: 64 },
  "hmac-sha256": { name: "sha256", blockBytes: 64 },
  "hmac-sha512": { name: "sha512", blockBytes: 128 },
} as const;

/** Digests for the server: of small messages at once, of large ones beside the event loop. */
export const nodeDigests: Digests = {
  hmac: (alg, key, message) =>
    message.length > MAX_SYNC_BYTES
      ? webDigests.hmac(alg, key, message)
      : hmacNow(alg, key, message),
  sha256: (message) =>
    message.length > MAX_SYNC_BYTES
      ? webDigests.sha256(message)
      : hash("sha256", message, "buffer"),
};

/**
 * HMAC (RFC 2104 §2), computed here and now. Not createHmac: its objects have a native half each, and under load clearing them
 * away takes several times as long as the digests.
 */
export function hmacNow(alg: HmacAlgorithm, key: HmacKey, message: Uint8Array): Buffer {
  const { name } = HASHES[alg];
  const { inner, outer } = padsOf(alg, key);
  const digest = hashOf(name, inner, message);
  return hashOf(name, outer, digest);
}

/** By way of text: making a Buffer outside of JavaScript costs as much as the digest. */
function hashOf(name: string, pad: Uint8Array, message: Uint8Array): Buffer {
  return Buffer.from(hash(name, Buffer.concat([pad, message]), "binary"), "binary");
}

type Pads = { inner: Uint8Array; outer: Uint8Array };
const cache = new Map<string, Pads>();

function padsOf(alg: HmacAlgorithm, { bytes, cacheId }: HmacKey): Pads {
  const id = `${alg}:${cacheId}`;
  const known = cache.get(id);
  if (known) return known;
  const { name, blockBytes } = HASHES[alg];
  const block = Buffer.alloc(blockBytes);
  block.set(bytes.length > blockBytes ? hash(name, bytes, "buffer") : bytes);
  const pads = { inner: block.map((byte) => byte ^ 0x36), outer: block.map((byte) => byte ^ 0x5c) };
  const oldest = cache.keys().next().value;
  if (cache.size >= MAX_CACHED_KEYS && oldest !== undefined) cache.delete(oldest);
  cache.set(id, pads);
  return pads;
}
