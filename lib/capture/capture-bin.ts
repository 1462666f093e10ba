import { findBinForCapture } from "#lib/bins/queries.ts";
import type { BinVerifier } from "#lib/bins/verifier.ts";
import { type Forwarding, loadForwarding } from "#lib/delivery/forwarding.ts";

/** A bin as the capture door knows it: how to check a request, and where to send it on. */
export type CaptureBin = BinVerifier & { forwarding: Forwarding };

/** Null when the slug is unknown or expired. */
export async function findCaptureBin(slug: string): Promise<CaptureBin | null> {
  const bin = await findBinForCapture(slug);
  return bin && { ...bin, forwarding: await loadForwarding(bin.id) };
}
