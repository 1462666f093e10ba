import type { BinDetail } from "#lib/bins/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import type { SignedRequest } from "#lib/signatures/schema.ts";

/** What the Signature tab needs to do what only the bin's owner can. */
export type SignatureOwner = {
  bin: Pick<BinDetail, "id" | "captureUrl" | "signature">;
  /** Opens the settings of the check, with another scheme chosen than the bin has unless null. */
  configure: (scheme: string | null) => void;
  onBinChanged: (bin: BinDetail) => void;
};

/** A captured request as its sender signed it: at the address that the sender was given. */
export function asSigned(
  request: CapturedRequest,
  captureUrl: string,
  body: Uint8Array,
): SignedRequest {
  const { method, target, headers } = request;
  return { method, url: `${new URL(captureUrl).origin}${target}`, headers, body };
}
