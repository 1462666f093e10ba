import { ecdsaOfRaw } from "./der.ts";
import { unshared } from "./digest.ts";
import { importPrivateKey, type PublicKeyAlgorithm, WEB_ALGORITHMS } from "./public-key.ts";

/** Signs with a private key as text (see importPrivateKey); null when it is none for `alg`. */
export async function signWithPrivateKey(
  alg: PublicKeyAlgorithm,
  privateKey: string,
  message: Uint8Array,
): Promise<Uint8Array | null> {
  const key = await importPrivateKey(privateKey, alg);
  if (key === null) return null;
  const { use } = WEB_ALGORITHMS[alg];
  const signature = new Uint8Array(await crypto.subtle.sign(use, key, unshared(message)));
  return alg === "ecdsa-p256-sha256-der" ? ecdsaOfRaw(signature) : signature;
}
