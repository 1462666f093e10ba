import { collectCandidates } from "./candidates.ts";
import { withNamesOf } from "./configure.ts";
import { signedTemplate } from "./contents.ts";
import type { HmacAlgorithm, HmacKey } from "./digest.ts";
import { equalBytes } from "./encoding.ts";
import { isInTime } from "./judge-timestamp.ts";
import { prepareRun } from "./prepare-run.ts";
import type { Claim } from "./read-request.ts";
import type { SignedRequest } from "./schema.ts";
import type { Scheme, SignatureScheme } from "./scheme.ts";
import { joinParts, templateHeaders } from "./template.ts";
import type { VerifyInput } from "./verdict.ts";

/** True: `verify` would say `verified`. False says nothing: ask `verify`. */
export type QuickCheck = (request: SignedRequest, capturedAt: Date) => boolean;

/** HMAC (RFC 2104), computed at once. */
export type SyncHmac = (alg: HmacAlgorithm, key: HmacKey, message: Uint8Array) => Uint8Array;

type QuickScheme = SignatureScheme & { alg: HmacAlgorithm };

function isQuick(scheme: Scheme): scheme is QuickScheme {
  return scheme.alg.startsWith("hmac-") && !("read" in scheme) && !("chooseAlg" in scheme);
}

const NO_REQUEST: SignedRequest = { method: "", url: "", headers: [], body: new Uint8Array() };

/**
 * Reads a scheme, its options and secrets once for many requests whose verdict nobody reads yet: no
 * sentences, no evidence, no waiting. Null where only `verify` will do: public keys, tokens,
 * requests that are read in a way of their own, secrets that can't be used.
 */
export async function prepareQuickCheck(
  setting: Pick<VerifyInput, "scheme" | "secrets" | "options">,
  hmac: SyncHmac,
): Promise<QuickCheck | null> {
  const prepared = await prepareRun({ ...setting, request: NO_REQUEST, capturedAt: new Date(0) });
  if (!prepared.ok) return null;
  const { scheme, secrets } = prepared.run;
  if (!isQuick(scheme) || secrets.problems.length > 0) return null;
  const { url } = setting.options ?? {};

  const matches = (claim: Claim) =>
    claim.contents.some((parts) =>
      secrets.usable.some(({ key, text }) => {
        const digest = hmac(scheme.alg, key, joinParts(parts, text));
        return claim.candidates.some(({ bytes }) => equalBytes(bytes, digest));
      }),
    );
  return (given, capturedAt) => {
    const named = withNamesOf(scheme, given.headers);
    if (named.alg === "equal") return false;
    const request = url ? { ...given, url } : given;
    const collected = collectCandidates(named, request, templateHeaders(signedTemplate(named)));
    if (!collected.ok) return false;
    const right = collected.claims.find(matches);
    return right !== undefined && isInTime(named, right, capturedAt);
  };
}
