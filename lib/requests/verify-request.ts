import type { BinVerifier } from "#lib/bins/verifier.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { captureOrigin } from "#lib/http/origin.ts";
import { originForm } from "#lib/http/request-target.ts";
import type { SignedRequest, Verification } from "#lib/signatures/schema.ts";
import { verify } from "#lib/signatures/verify.ts";
import { nodeDigests } from "./node-digests.ts";

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
