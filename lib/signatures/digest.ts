/** The keyed digests of the engine (RFC 2104 over RFC 3174 / FIPS 180-4 hashes). */
export type HmacAlgorithm = "hmac-sha1" | "hmac-sha256" | "hmac-sha512";

const HASHES = {
  "hmac-sha1": "SHA-1",
  "hmac-sha256": "SHA-256",
  "hmac-sha512": "SHA-512",
} as const;

const DIGEST_BYTES = { "hmac-sha1": 20, "hmac-sha256": 32, "hmac-sha512": 64 } as const;

const HASH_BY_LENGTH = new Map([
  [16, "MD5"],
  [20, "SHA-1"],
  [32, "SHA-256"],
  [48, "SHA-384"],
  [64, "SHA-512"],
]);

/** How many bytes a digest has. */
export function digestLength(alg: HmacAlgorithm): number {
  return DIGEST_BYTES[alg];
}

/** The name people know the hash by, `SHA-256`. */
export function hashName(alg: HmacAlgorithm): string {
  return HASHES[alg];
}

/** The hash whose digests have this many bytes, null when none has. */
export function hashNameOfLength(byteLength: number): string | null {
  return HASH_BY_LENGTH.get(byteLength) ?? null;
}

/** Whether there is a WebCrypto here: browsers offer it only over HTTPS and on localhost. */
export function hasCrypto(): boolean {
  return typeof globalThis.crypto?.subtle?.sign === "function";
}

function isOwnBuffer(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}

/** The same bytes, copied if they are in shared memory, which WebCrypto refuses. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return isOwnBuffer(bytes) ? bytes : new Uint8Array(bytes);
}

const MAX_CACHED_KEYS = 256;
const keyCache = new Map<string, CryptoKey>();

async function importKey(alg: HmacAlgorithm, key: Uint8Array, cacheId: string): Promise<CryptoKey> {
  const id = `${alg}:${cacheId}`;
  const cached = keyCache.get(id);
  if (cached) return cached;
  const imported = await crypto.subtle.importKey(
    "raw",
    unshared(key),
    { name: "HMAC", hash: HASHES[alg] },
    false,
    ["sign"],
  );
  if (keyCache.size >= MAX_CACHED_KEYS) {
    for (const oldest of keyCache.keys()) {
      keyCache.delete(oldest);
      break;
    }
  }
  keyCache.set(id, imported);
  return imported;
}

/** Forgets the keys that were kept, for a page that is to keep nothing of a secret. */
export function forgetKeys(): void {
  keyCache.clear();
}

/** A key of at least one byte, and a text that stands for exactly these bytes. */
export type HmacKey = { bytes: Uint8Array; cacheId: string };

/**
 * What computes digests. WebCrypto hands each one to another thread, which costs ten times the
 * digest of a small body: a server may give its own, synchronous ones instead.
 */
export type Digests = {
  /** HMAC (RFC 2104). */
  hmac: (alg: HmacAlgorithm, key: HmacKey, message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** SHA-256 (FIPS 180-4). */
  sha256: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
};

/** WebCrypto's, in every browser and in Node. The keys of the last few hundred secrets are kept. */
export const webDigests: Digests = {
  hmac: async (alg, key, message) => {
    const imported = await importKey(alg, key.bytes, key.cacheId);
    return new Uint8Array(await crypto.subtle.sign("HMAC", imported, unshared(message)));
  },
  sha256: async (message) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", unshared(message))),
};

/** Any other hash, for what is rare. */
export async function hashBytes(
  hash: "SHA-1" | "SHA-512",
  message: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, unshared(message)));
}
