import {
  createECDH,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  randomBytes,
} from "node:crypto";
import type { OwnedBin } from "#lib/bins/access.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { AppError } from "#lib/errors.ts";
import { deriveKey } from "#lib/secret-key.ts";
import { generateSecret } from "#lib/signatures/generate-secret.ts";
import { isPublicKeyAlgorithm } from "#lib/signatures/public-key.ts";
import type { Scheme } from "#lib/signatures/scheme.ts";
import type { SampleSigner } from "#lib/simulators/schema.ts";
import type { SampleKey } from "#lib/simulators/sign-sample.ts";

/** The key that signs a bin's sample, and what that means for the check. */
export type ChosenKey = { key: SampleKey; signer: SampleSigner };

// RFC 8410 §7: an Ed25519 seed in its PKCS #8 wrapping.
const ED25519_PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

function ed25519Pair(seed: Buffer, scheme: Scheme): SampleKey {
  const key = Buffer.concat([ED25519_PKCS8, seed]);
  const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const bytes = spki.subarray(-32);
  const secret =
    scheme.secretPrefix === "whpk_" ? `whpk_${bytes.toString("base64")}` : bytes.toString("hex");
  return { secret, privateKey: seed.toString("hex") };
}

function p256Pair(seed: Buffer, scheme: Scheme): SampleKey {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(seed);
  const point = ecdh.getPublicKey();
  const jwk: JsonWebKey = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const spki = createPublicKey({ key: jwk, format: "jwk" }).export({ format: "der", type: "spki" });
  return {
    secret: scheme.id === "plaid" ? JSON.stringify(jwk) : spki.toString("base64"),
    privateKey: JSON.stringify({ ...jwk, d: seed.toString("base64url") }),
  };
}

/**
 * The key pair that a bin's samples are signed with in a scheme with public keys; null in others.
 * It follows from HOOKGLASS_SECRET, so that no private key is stored and none changes.
 */
function keyPairOf(binId: string, scheme: Scheme): SampleKey | null {
  if (!isPublicKeyAlgorithm(scheme.alg)) return null;
  const seed = createHmac("sha256", deriveKey("sample-keys"))
    .update(`${binId}:${scheme.id}`)
    .digest();
  if (scheme.alg === "ed25519") return ed25519Pair(seed, scheme);
  return scheme.alg.startsWith("ecdsa") ? p256Pair(seed, scheme) : null;
}

function newKey(scheme: Scheme): SampleKey {
  const secret = generateSecret(scheme.id, randomBytes);
  if (secret !== null) return { secret };
  throw new AppError("conflict", `${scheme.label} can't be simulated: only it can make its keys`);
}

/**
 * The bin's own secret when it checks this scheme; else a new one. `given` takes the place of
 * either, but in schemes with public keys, whose private half would be needed.
 */
export async function chooseSampleKey(
  bin: OwnedBin,
  scheme: Scheme,
  given: string | undefined,
): Promise<ChosenKey> {
  const { signature } = await getBinVerifier(bin);
  const pair = keyPairOf(bin.id, scheme);
  const isOwnScheme = signature?.scheme === scheme.id;
  const [own] = isOwnScheme ? signature.secrets : [];
  const options = isOwnScheme ? signature.options : undefined;
  if (signature === null || (isOwnScheme && own === undefined)) {
    const made = pair ?? (given === undefined ? newKey(scheme) : { secret: given });
    return { key: { ...made, options }, signer: "new_secret" };
  }
  if (!isOwnScheme || own === undefined) {
    const made = pair ?? (given === undefined ? newKey(scheme) : { secret: given });
    return { key: made, signer: "other_scheme" };
  }
  if (pair) {
    const isKnown = signature.secrets.includes(pair.secret);
    return { key: { ...pair, options }, signer: isKnown ? "bin_secret" : "foreign_key" };
  }
  const isKnown = given === undefined || signature.secrets.includes(given);
  return { key: { secret: given ?? own, options }, signer: isKnown ? "bin_secret" : "foreign_key" };
}
