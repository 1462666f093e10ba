import type { BinVerifier } from "#lib/bins/verifier.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { publicOrigin } from "#lib/http/origin.ts";
import { originForm } from "#lib/http/request-target.ts";
import type { Verification } from "#lib/signatures/schema.ts";
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

/** Checks a request against its bin's scheme, as of the moment it arrived; null when none is set. */
export async function verifyRequest(
  bin: BinVerifier,
  request: Checkable,
): Promise<Verification | null> {
  if (!bin.signature) return null;
  const { method, target, headers, body, receivedAt } = request;
  const url = `${publicOrigin()}${originForm(target)}`;
  return verify({
    ...bin.signature,
    request: { method, url, headers, body },
    capturedAt: receivedAt,
    digests: nodeDigests,
  });
}
