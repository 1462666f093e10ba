import { createHash, hkdfSync, randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes sure that HOOKGLASS_SECRET is set: an operator's own, else the one kept in the data folder,
 * made at the first start. Losing it makes every stored signing secret unreadable.
 */
export async function ensureSecret(dataDir: string): Promise<void> {
  if (process.env.HOOKGLASS_SECRET) return;
  const file = join(dataDir, "secret");
  const stored = await readFile(file, "utf8").catch(() => null);
  const secret = stored?.trim() || randomBytes(32).toString("hex");
  if (stored === null) {
    await writeFile(file, `${secret}\n`, { mode: 0o600 });
    await chmod(file, 0o600);
  }
  process.env.HOOKGLASS_SECRET = secret;
}

const derived = new Map<string, Buffer>();

/** A 32-byte key for one purpose, from HOOKGLASS_SECRET by HKDF-SHA-256 (RFC 5869). */
export function deriveKey(purpose: string): Buffer {
  const known = derived.get(purpose);
  if (known) return known;
  const secret = process.env.HOOKGLASS_SECRET;
  if (!secret) throw new Error("HOOKGLASS_SECRET is not set");
  const key = Buffer.from(hkdfSync("sha256", secretBytes(secret), "", `hookglass:${purpose}`, 32));
  derived.set(purpose, key);
  return key;
}

function secretBytes(secret: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(secret)) return Buffer.from(secret, "hex");
  return createHash("sha256").update(secret).digest();
}
