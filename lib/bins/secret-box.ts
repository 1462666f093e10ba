import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "#lib/secret-key.ts";

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a signing secret with AES-256-GCM. The bin's id is associated data, so that a row copied
 * to another bin cannot be read there. Shape: `v1:<base64url of iv, tag, ciphertext>`.
 */
export function sealSecret(secret: string, binId: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", deriveKey("signing-secrets"), iv);
  cipher.setAAD(Buffer.from(binId));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${VERSION}:${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** The secret again; null when the key has changed or the text was tampered with. */
export function openSecret(sealed: string, binId: string): string | null {
  const [version, encoded] = sealed.split(":");
  if (version !== VERSION || !encoded) return null;
  const bytes = Buffer.from(encoded, "base64url");
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", deriveKey("signing-secrets"), iv);
    decipher.setAAD(Buffer.from(binId));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString("utf8");
  } catch {
    return null;
  }
}

/** Enough to recognise a secret by: its last four characters, nothing of a short one. */
export function secretHint(secret: string): string {
  return secret.length >= 12 ? `…${secret.slice(-4)}` : "…";
}
