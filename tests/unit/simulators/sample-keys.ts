import { encodeBytes } from "#lib/signatures/encoding.ts";
import { generateSecret } from "#lib/signatures/generate-secret.ts";
import { isPublicKeyAlgorithm } from "#lib/signatures/public-key.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import type { SampleKey } from "#lib/simulators/sign-sample.ts";

async function keyPair(alg: string): Promise<SampleKey> {
  const use = alg === "ed25519" ? { name: "Ed25519" } : { name: "ECDSA", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(use, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("not a pair");
  const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  const jwk = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return {
    // The last 32 bytes of an Ed25519 SPKI are the key itself.
    secret: encodeBytes(
      alg === "ed25519" ? spki.subarray(-32) : spki,
      alg === "ed25519" ? "hex" : "base64",
    ),
    privateKey: JSON.stringify(jwk),
  };
}

/** A new key of a scheme, as a bin would have it. */
export async function newKey(schemeId: string): Promise<SampleKey> {
  const scheme = findScheme(schemeId);
  if (scheme === null) throw new Error(`no scheme ${schemeId}`);
  if (isPublicKeyAlgorithm(scheme.alg)) return keyPair(scheme.alg);
  const secret = generateSecret(schemeId, (length) =>
    crypto.getRandomValues(new Uint8Array(length)),
  );
  if (secret === null) throw new Error(`${schemeId} makes no secrets`);
  return { secret };
}
