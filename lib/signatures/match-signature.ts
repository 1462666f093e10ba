import type { CandidateGroup } from "./candidates.ts";
import { signedTemplate } from "./configure.ts";
import type { Digests } from "./digest.ts";
import { encodeBytes, equalBytes } from "./encoding.ts";
import type { SignedRequest } from "./schema.ts";
import type { HmacScheme } from "./scheme.ts";
import type { UsableSecret } from "./secrets.ts";
import { joinParts, type RenderedPart, renderTemplate } from "./template.ts";

/** What came of computing the signature with every secret. */
export type SignatureMatch = {
  /** The secret that gives a received signature; null when none does. */
  secret: UsableSecret | null;
  /** The matching timestamp's group, or the first. */
  group: CandidateGroup;
  /** The digest of the matching secret, or of the first. */
  expected: string;
  /** The content that it is a digest of. */
  parts: RenderedPart[];
};

/** Tries every secret on every timestamp, up to the first that matches. Both lists have entries. */
export async function matchSignature(
  scheme: HmacScheme,
  request: SignedRequest,
  groups: readonly CandidateGroup[],
  secrets: readonly UsableSecret[],
  digests: Digests,
): Promise<SignatureMatch | null> {
  const template = signedTemplate(scheme);
  let first: SignatureMatch | null = null;
  for (const group of groups) {
    const parts = renderTemplate(template, request, group.timestamp);
    const message = joinParts(parts);
    for (const secret of secrets) {
      const digest = await digests.hmac(scheme.alg, secret.key, message);
      const expected = encodeBytes(digest, scheme.signature.encoding);
      let matches = false;
      for (const candidate of group.candidates) {
        if (equalBytes(candidate.bytes, digest)) matches = true;
      }
      if (matches) return { secret, group, expected, parts };
      first ??= { secret: null, group, expected, parts };
    }
  }
  return first;
}
