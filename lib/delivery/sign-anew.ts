import { getBinVerifier } from "#lib/bins/queries.ts";
import { openSecret } from "#lib/bins/secret-box.ts";
import { db } from "#lib/db.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import { sign } from "#lib/signatures/sign.ts";
import { setHeaders } from "./prepare-attempt.ts";
import type { TargetSettings } from "./target-settings.ts";

/** Whether a delivery is signed anew: `force` signs also what had not verified. */
export type Resign = "off" | "on" | "force";

/** The headers with the new signature in place of the old, or why it cannot be. */
export type SignedAnew = { ok: true; headers: HeaderList } | { ok: false; message: string };

type SigningKey = { scheme: string; secret: string; options: SchemeOptions };

export const NOT_VERIFIED =
  "The signature of the captured request did not verify, so it is not signed anew: that would make it look genuine";

/** True when a captured request was genuine, as far as its bin could tell. */
export function wasVerified(status: string | null): boolean {
  return status === "verified" || status === "authenticated";
}

/** Signs as the provider would, with the time of now: with the target's own secret, or else the bin's. */
export async function signAnew(input: {
  binId: string;
  targetId: string | null;
  settings: TargetSettings | null;
  resign: Resign;
  verificationStatus: string | null;
  request: { method: string; url: string; headers: HeaderList; body: Uint8Array };
  id: string;
  now: Date;
}): Promise<SignedAnew> {
  const { request, resign, id, now } = input;
  if (resign !== "force" && !wasVerified(input.verificationStatus)) {
    return { ok: false, message: NOT_VERIFIED };
  }
  const key = await findKey(input.binId, input.targetId, input.settings);
  if (!key.ok) return key;
  const signed = await sign({ ...key.key, request, now, id });
  return signed.ok ? { ok: true, headers: setHeaders(request.headers, signed.headers) } : signed;
}

async function findKey(
  binId: string,
  targetId: string | null,
  settings: TargetSettings | null,
): Promise<{ ok: true; key: SigningKey } | { ok: false; message: string }> {
  if (targetId !== null && settings?.resign === "own") {
    const target = await db().target.findUnique({ where: { id: targetId } });
    const secret = target?.secretCiphertext ? openSecret(target.secretCiphertext, binId) : null;
    if (secret === null || settings.signatureScheme === null) {
      return { ok: false, message: "The target has no secret of its own to sign with" };
    }
    return { ok: true, key: { scheme: settings.signatureScheme, secret, options: {} } };
  }
  const bin = await db().bin.findUnique({ where: { id: binId } });
  const signature = bin && (await getBinVerifier(bin)).signature;
  const [secret] = signature?.secrets ?? [];
  if (!signature || secret === undefined) {
    return { ok: false, message: "The bin has no secret to sign with: set up its signature check" };
  }
  return { ok: true, key: { scheme: signature.scheme, secret, options: signature.options } };
}
