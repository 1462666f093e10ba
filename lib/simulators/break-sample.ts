import { generateSecret } from "#lib/signatures/generate-secret.ts";
import { isPublicKeyAlgorithm } from "#lib/signatures/public-key.ts";
import type { Scheme } from "#lib/signatures/scheme.ts";
import { momentOf } from "./moment.ts";

/** What can be wrong with a sample on purpose, for handlers that must notice it. */
export const BREAKAGES = [
  "wrong_signature",
  "stale",
  "missing_signature",
  "reserialized",
  "duplicate",
] as const;

export type Breakage = (typeof BREAKAGES)[number];

/** The words for people. */
export const BREAKAGE_LABELS: Record<Breakage, { label: string; detail: string }> = {
  wrong_signature: { label: "Wrong signature", detail: "Signed with another secret." },
  stale: { label: "Stale", detail: "Made and signed an hour ago: a replay." },
  missing_signature: { label: "No signature", detail: "What carries the signature is left out." },
  reserialized: {
    label: "Re-serialized body",
    detail: "Signed, then written anew: the same values in other bytes.",
  },
  duplicate: { label: "Sent twice", detail: "The same delivery, with the same id, two times." },
};

/** How old a stale sample is: more than any provider lets pass. */
export const STALE_AGE_MS = 3_600_000;

// The signature covers the form's fields, however they are written.
const SIGNED_FIELD_BY_FIELD = ["twilio", "mandrill", "braintree"];

function coversBytes(scheme: Scheme): boolean {
  return (
    scheme.alg !== "equal" &&
    scheme.coverage === undefined &&
    !SIGNED_FIELD_BY_FIELD.includes(scheme.id)
  );
}

/** The kinds that break something in a scheme: a token has no age and does not cover the body. */
export function breakagesOf(scheme: Scheme): Breakage[] {
  const isTimed = scheme.alg !== "equal" && scheme.timestamp !== undefined;
  return BREAKAGES.filter((kind) => {
    if (kind === "stale") return isTimed;
    return kind !== "reserialized" || coversBytes(scheme);
  });
}

/** The key of RFC 8032 §7.1, test 1, and that of RFC 7515 A.3: known to everyone, so nobody's. */
const WELL_KNOWN_ED25519 = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const WELL_KNOWN_P256 = JSON.stringify({
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  d: "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
});

/** A key in the scheme's form that is not the right one; null when none can be made. */
export function wrongKey(
  scheme: Scheme,
  id: string,
): { secret: string; privateKey?: string } | null {
  if (isPublicKeyAlgorithm(scheme.alg)) {
    const privateKey = scheme.alg === "ed25519" ? WELL_KNOWN_ED25519 : WELL_KNOWN_P256;
    return { secret: privateKey, privateKey };
  }
  const digits = momentOf(new Date(0), id).hex(256, "wrong");
  const secret = generateSecret(scheme.id, (length) =>
    Uint8Array.from({ length }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16)),
  );
  return secret === null ? null : { secret };
}

/** The same values in other bytes: indented JSON without indents and the other way, a form re-escaped. */
export function reserialize(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    const compact = JSON.stringify(value);
    return compact === body ? JSON.stringify(value, null, 2) : compact;
  } catch {
    const spaced = body.replaceAll("+", "%20");
    return spaced === body ? `${body}&` : spaced;
  }
}
