import { type Digests, hashName } from "./digest.ts";
import { encodeBytes, equalBytes } from "./encoding.ts";
import { ALGORITHM_NAMES, isPublicKeyAlgorithm, verifyWithPublicKey } from "./public-key.ts";
import type { Claim } from "./read-request.ts";
import type { SignatureAlgorithm, SignatureScheme } from "./scheme.ts";
import type { UsableSecret } from "./secrets.ts";
import { type Content, joinParts } from "./template.ts";

/** What came of computing the signature with every secret. */
export type SignatureMatch = {
  /** The secret that gives a received signature; null when none does. */
  secret: UsableSecret | null;
  /** The matching claim, or the first. */
  claim: Claim;
  /** The digest of the matching secret, or of the first; absent for public keys. */
  expected?: string;
  /** The content that was signed, or is most likely to have been. */
  parts: Content;
};

/** The name people know an algorithm by: `SHA-256`, `Ed25519`. */
export function algorithmName(alg: SignatureAlgorithm): string {
  if (isPublicKeyAlgorithm(alg)) return ALGORITHM_NAMES[alg];
  return alg === "hash-sha256" ? "SHA-256" : hashName(alg);
}

async function matchPublicKey(
  scheme: SignatureScheme,
  claim: Claim,
  parts: Content,
  secret: UsableSecret,
): Promise<SignatureMatch> {
  const { alg } = scheme;
  const { publicKey } = secret;
  if (isPublicKeyAlgorithm(alg) && publicKey) {
    const message = joinParts(parts, secret.text);
    for (const { bytes } of claim.candidates) {
      if (await verifyWithPublicKey(alg, publicKey, bytes, message)) {
        return { secret, claim, parts };
      }
    }
  }
  return { secret: null, claim, parts };
}

/** Base64url as the sender writes it, so that a reader can compare: most leave the padding out. */
function writtenLike(claim: Claim, digest: string, { signature }: SignatureScheme): string {
  const isPadded = claim.candidates.some(({ text }) => text.endsWith("="));
  return signature.encoding === "base64url" && !isPadded ? digest.replace(/=+$/, "") : digest;
}

async function matchDigest(
  scheme: SignatureScheme,
  claim: Claim,
  parts: Content,
  secret: UsableSecret,
  digests: Digests,
): Promise<SignatureMatch> {
  const { alg } = scheme;
  const message = joinParts(parts, secret.text);
  const digest =
    alg === "hash-sha256" || isPublicKeyAlgorithm(alg)
      ? await digests.sha256(message)
      : await digests.hmac(alg, secret.key, message);
  const expected = writtenLike(claim, encodeBytes(digest, scheme.signature.encoding), scheme);
  let matches = false;
  for (const candidate of claim.candidates) {
    if (equalBytes(candidate.bytes, digest)) matches = true;
  }
  return { secret: matches ? secret : null, claim, expected, parts };
}

/** Tries every secret on every content of the claims, up to the first that matches. */
export async function matchSignature(
  scheme: SignatureScheme,
  claims: readonly Claim[],
  secrets: readonly UsableSecret[],
  digests: Digests,
): Promise<SignatureMatch | null> {
  let first: SignatureMatch | null = null;
  const usesPublicKey = isPublicKeyAlgorithm(scheme.alg);
  for (const claim of claims) {
    for (const parts of claim.contents) {
      for (const secret of secrets) {
        const match = usesPublicKey
          ? await matchPublicKey(scheme, claim, parts, secret)
          : await matchDigest(scheme, claim, parts, secret, digests);
        if (match.secret) return match;
        first ??= match;
      }
    }
  }
  return first;
}
