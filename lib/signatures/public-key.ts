import { plainRsaPkcs8, plainRsaSpki, rawOfEcdsa, spkiOfCertificate, spkiOfRsaKey } from "./der.ts";
import { unshared } from "./digest.ts";
import { decodeText } from "./encoding.ts";
import { fieldOf } from "./request-body.ts";

/**
 * Signatures that a public key checks: Ed25519 (RFC 8032), ECDSA on P-256 with r and s side by
 * side (RFC 7518 §3.4) or in DER, RSA PKCS #1 v1.5 and PSS (RFC 8017).
 */
export type PublicKeyAlgorithm =
  | "ed25519"
  | "ecdsa-p256-sha256"
  | "ecdsa-p256-sha256-der"
  | "rsa-sha1"
  | "rsa-sha256"
  | "rsa-pss-sha512";

type KeyAlgorithm = EcKeyImportParams | RsaHashedImportParams | { name: "Ed25519" };
type UseAlgorithm = EcdsaParams | RsaPssParams | { name: string };

const ECDSA = {
  key: { name: "ECDSA", namedCurve: "P-256" },
  use: { name: "ECDSA", hash: "SHA-256" },
} as const;

const rsa = (hash: string) => ({
  key: { name: "RSASSA-PKCS1-v1_5", hash },
  use: { name: "RSASSA-PKCS1-v1_5" },
});

/** WebCrypto's names. */
export const WEB_ALGORITHMS: Record<PublicKeyAlgorithm, { key: KeyAlgorithm; use: UseAlgorithm }> =
  {
    ed25519: { key: { name: "Ed25519" }, use: { name: "Ed25519" } },
    "ecdsa-p256-sha256": ECDSA,
    "ecdsa-p256-sha256-der": ECDSA,
    "rsa-sha1": rsa("SHA-1"),
    "rsa-sha256": rsa("SHA-256"),
    "rsa-pss-sha512": {
      key: { name: "RSA-PSS", hash: "SHA-512" },
      use: { name: "RSA-PSS", saltLength: 64 },
    },
  };

/** The name people know it by. */
export const ALGORITHM_NAMES: Record<PublicKeyAlgorithm, string> = {
  ed25519: "Ed25519",
  "ecdsa-p256-sha256": "ECDSA",
  "ecdsa-p256-sha256-der": "ECDSA",
  "rsa-sha1": "RSA with SHA-1",
  "rsa-sha256": "RSA with SHA-256",
  "rsa-pss-sha512": "RSA-PSS",
};

export function isPublicKeyAlgorithm(alg: string): alg is PublicKeyAlgorithm {
  return Object.hasOwn(WEB_ALGORITHMS, alg);
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/;

/** What a PEM text (RFC 7468) holds; null when it is none. */
export function readPem(text: string): { label: string; der: Uint8Array } | null {
  // Settings and environment variables often carry line breaks as \n or \r\n.
  const [, label, content] = PEM.exec(text.replace(/\\[nr]/g, "\n")) ?? [];
  if (label === undefined || content === undefined) return null;
  const der = decodeText(content.replace(/\s+/g, ""), "base64");
  return der === null ? null : { label, der };
}

type Material =
  | { format: "spki" | "pkcs8" | "raw"; data: Uint8Array }
  | { format: "jwk"; data: JsonWebKey };

const JWK_FIELDS = ["kty", "crv", "x", "y", "n", "e", "d", "p", "q", "dp", "dq", "qi"] as const;
const PUBLIC_JWK_FIELDS = JWK_FIELDS.slice(0, 6);

function readJwk(text: string, fields: readonly (typeof JWK_FIELDS)[number][]): Material | null {
  try {
    const value: unknown = JSON.parse(text);
    // A set of keys, or Plaid's answer, which has the key inside.
    const [jwk] = hasKeys(value) ? value.keys : [fieldOf(value, "key") ?? value];
    if (typeof jwk !== "object" || jwk === null) return null;
    const found = new Map<string, unknown>(Object.entries(jwk));
    // Without `use`, `alg` and the like, which would limit what the key may check.
    const kept = fields.flatMap((name) => {
      const content = found.get(name);
      return typeof content === "string" ? [[name, content]] : [];
    });
    return { format: "jwk", data: Object.fromEntries(kept) };
  } catch {
    return null;
  }
}

const MAX_KEYS_OF_SET = 10;

/** The keys of a JSON Web Key Set (RFC 7517 §5), each as a text; any other text as it is. */
export function splitKeySet(text: string): string[] {
  if (!text.startsWith("{")) return [text];
  try {
    const value: unknown = JSON.parse(text);
    if (!hasKeys(value) || value.keys.length === 0) return [text];
    return value.keys.slice(0, MAX_KEYS_OF_SET).map((key) => JSON.stringify(key));
  } catch {
    return [text];
  }
}

function hasKeys(value: unknown): value is { keys: unknown[] } {
  return typeof value === "object" && value !== null && Array.isArray(Reflect.get(value, "keys"));
}

function readPublicMaterial(text: string, alg: PublicKeyAlgorithm): Material | string {
  if (text.startsWith("{")) {
    return readJwk(text, PUBLIC_JWK_FIELDS) ?? "is not a JSON Web Key";
  }
  const isRsa = alg.startsWith("rsa");
  const pem = readPem(text);
  if (pem) {
    if (pem.label.endsWith("PRIVATE KEY")) return "is a private key; the public one belongs here";
    const spki =
      pem.label === "CERTIFICATE"
        ? spkiOfCertificate(pem.der)
        : pem.label === "RSA PUBLIC KEY"
          ? spkiOfRsaKey(pem.der)
          : pem.der;
    const data = spki && isRsa ? plainRsaSpki(spki) : spki;
    return data ? { format: "spki", data } : "is not a public key";
  }
  if (text.startsWith("whsk_")) return "is a private key; the public one belongs here";
  if (text.includes("-----BEGIN")) return "is not readable PEM";
  const bare = text.startsWith("whpk_") ? text.slice("whpk_".length) : text.replace(/\s+/g, "");
  const bytes =
    decodeText(bare, "hex") ?? decodeText(bare, "base64") ?? decodeText(bare, "base64url");
  if (bytes === null || bytes.length === 0) {
    return "is not a public key in PEM, JWK, base64 or hex";
  }
  if (alg === "ed25519" && bytes.length === 32) return { format: "raw", data: bytes };
  const data = isRsa ? plainRsaSpki(bytes) : bytes;
  return data ? { format: "spki", data } : "is not a public key";
}

function readPrivateMaterial(text: string, alg: PublicKeyAlgorithm): Material | null {
  if (text.startsWith("{")) return readJwk(text, JWK_FIELDS);
  const pem = readPem(text);
  if (pem) {
    const data = alg.startsWith("rsa") ? plainRsaPkcs8(pem.der) : pem.der;
    return data ? { format: "pkcs8", data } : null;
  }
  const bare = text.startsWith("whsk_") ? text.slice("whsk_".length) : text;
  const bytes = decodeText(bare, "hex") ?? decodeText(bare, "base64");
  if (alg !== "ed25519" || (bytes?.length !== 32 && bytes?.length !== 64)) return null;
  // RFC 8410 §7: the seed in its PKCS #8 wrapping.
  const head = decodeText("302e020100300506032b657004220420", "hex") ?? [];
  return { format: "pkcs8", data: Uint8Array.of(...head, ...bytes.subarray(0, 32)) };
}

async function importMaterial(
  material: Material,
  alg: PublicKeyAlgorithm,
  use: "verify" | "sign",
): Promise<CryptoKey | null> {
  const { key } = WEB_ALGORITHMS[alg];
  try {
    return material.format === "jwk"
      ? await crypto.subtle.importKey("jwk", material.data, key, false, [use])
      : await crypto.subtle.importKey(material.format, unshared(material.data), key, false, [use]);
  } catch {
    return null;
  }
}

export type ImportedKey = { ok: true; key: CryptoKey } | { ok: false; message: string };

const MAX_CACHED_KEYS = 64;
const imported = new Map<string, ImportedKey>();

/**
 * Reads a public key as providers give it: PEM (key or certificate), a JWK or a set of one, DER in
 * base64, or 32 bytes of Ed25519 in hex or base64, also after `whpk_`. The message ends a sentence
 * that begins with the secret's name.
 */
export async function importPublicKey(text: string, alg: PublicKeyAlgorithm): Promise<ImportedKey> {
  const id = `${alg}:${text}`;
  const known = imported.get(id);
  if (known) return known;
  const material = readPublicMaterial(text, alg);
  if (typeof material === "string") return { ok: false, message: material };
  const key = await importMaterial(material, alg, "verify");
  const result: ImportedKey = key
    ? { ok: true, key }
    : { ok: false, message: `is not a public key for ${ALGORITHM_NAMES[alg]}` };
  if (imported.size >= MAX_CACHED_KEYS) imported.clear();
  imported.set(id, result);
  return result;
}

/** Reads a private key to sign with: PEM, JWK, or Ed25519's 32 bytes in hex or after `whsk_`. */
export async function importPrivateKey(
  text: string,
  alg: PublicKeyAlgorithm,
): Promise<CryptoKey | null> {
  const material = readPrivateMaterial(text.trim(), alg);
  return material ? importMaterial(material, alg, "sign") : null;
}

/** Whether the signature is right. */
export async function verifyWithPublicKey(
  alg: PublicKeyAlgorithm,
  key: CryptoKey,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  const raw = alg === "ecdsa-p256-sha256-der" ? rawOfEcdsa(signature) : signature;
  if (raw === null) return false;
  return crypto.subtle.verify(WEB_ALGORITHMS[alg].use, key, unshared(raw), unshared(message));
}
