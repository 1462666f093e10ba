import type { BinVerifier } from "#lib/bins/verifier.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { captureOrigin } from "#lib/http/origin.ts";
import { originForm } from "#lib/http/request-target.ts";
import { prepareQuickCheck, type QuickCheck } from "#lib/signatures/quick-check.ts";
import type { SignedRequest, Verification, VerificationStatus } from "#lib/signatures/schema.ts";
import { verify } from "#lib/signatures/verify.ts";
import { hmacNow, MAX_SYNC_BYTES, nodeDigests } from "./node-digests.ts";

/** The parts of a captured request that a signature check looks at. */
type Checkable = {
  method: string;
  target: string;
  headers: HeaderList;
  body: Uint8Array;
  receivedAt: Date;
};

/** A captured request as its sender signed it: at the address that the sender was given. */
export function asSigned({ method, target, headers, body }: Checkable): SignedRequest {
  return { method, url: `${captureOrigin()}${originForm(target)}`, headers, body };
}

/** Checks a request against its bin's scheme, as of the moment it arrived; null when none is set. */
export async function verifyRequest(
  bin: BinVerifier,
  request: Checkable,
): Promise<Verification | null> {
  if (!bin.signature) return null;
  const capturedAt = request.receivedAt;
  const signed = asSigned(request);
  return verify({ ...bin.signature, request: signed, capturedAt, digests: nodeDigests });
}

/** The quick check of each setting, for as long as anything holds the setting itself. */
const quickChecks = new WeakMap<object, Promise<QuickCheck | null>>();

function quickCheckOf(
  signature: NonNullable<BinVerifier["signature"]>,
): Promise<QuickCheck | null> {
  const known = quickChecks.get(signature);
  if (known) return known;
  const prepared = prepareQuickCheck(signature, hmacNow);
  quickChecks.set(signature, prepared);
  return prepared;
}

/**
 * Only the verdict of `verifyRequest`, for the moment of capture: most requests are right, and what
 * is right costs a quarter of what it takes to tell why something is wrong.
 */
export async function judgeRequest(
  bin: BinVerifier,
  request: Checkable,
): Promise<VerificationStatus | null> {
  const { signature } = bin;
  if (!signature) return null;
  if (request.body.length <= MAX_SYNC_BYTES) {
    const check = await quickCheckOf(signature);
    if (check?.(asSigned(request), request.receivedAt)) return "verified";
  }
  const verification = await verifyRequest(bin, request);
  return verification?.status ?? null;
}
