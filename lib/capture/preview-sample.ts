import type { OwnedBin } from "#lib/bins/access.ts";
import { AppError } from "#lib/errors.ts";
import { captureUrlOf } from "#lib/http/origin.ts";
import { newRequestId } from "#lib/ids.ts";
import { isPublicKeyAlgorithm } from "#lib/signatures/public-key.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { wrongKey } from "#lib/simulators/break-sample.ts";
import { buildSample } from "#lib/simulators/build-sample.ts";
import { findSample } from "#lib/simulators/catalogue.ts";
import type { SamplePreview } from "#lib/simulators/schema.ts";
import { signSample } from "#lib/simulators/sign-sample.ts";
import { chooseSampleKey } from "./sample-key.ts";

/**
 * The request of a provider's event as it would be sent now, and what would sign it. Throws
 * `not_found` for what can't be simulated, `conflict` when the bin's secret can't sign.
 */
export async function previewSample(
  providerId: string,
  eventId: string,
  bin: OwnedBin | null,
): Promise<SamplePreview> {
  const found = findSample(providerId, eventId);
  const scheme = found && findScheme(found.provider.scheme);
  if (!found || !scheme) throw new AppError("not_found", "There is no such sample");
  const input = { ...found, now: new Date(), id: newRequestId() };
  const chosen = bin && (await chooseSampleKey(bin, scheme, undefined));
  const key = chosen?.key ?? wrongKey(scheme, input.id);
  if (key === null) throw new AppError("conflict", `${scheme.label} can't be signed here`);
  const address = captureUrlOf(bin?.slug ?? "sample");
  const signed = await signSample({ ...input, key, addressOf: (path) => address + path });
  if (!signed.ok) throw new AppError("conflict", signed.message);
  return {
    id: input.id,
    request: buildSample(input),
    signedBy: signed.sample.signedBy,
    source: found.event.source,
    signer: chosen?.signer ?? null,
    publicKey: bin && isPublicKeyAlgorithm(scheme.alg) ? key.secret : null,
  };
}
