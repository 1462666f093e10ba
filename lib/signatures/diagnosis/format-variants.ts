import { findHeader } from "#lib/http/headers.ts";
import { collectCandidates } from "#lib/signatures/candidates.ts";
import { renderContents } from "#lib/signatures/contents.ts";
import type { HmacAlgorithm } from "#lib/signatures/digest.ts";
import { hashName } from "#lib/signatures/digest.ts";
import { isPublicKeyAlgorithm } from "#lib/signatures/public-key.ts";
import type { ReadRequest } from "#lib/signatures/read-request.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import type { SignatureScheme } from "#lib/signatures/scheme.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { SettingChange, Variant } from "./diagnosis.ts";

const ENCODINGS = ["hex", "base64", "base64url"] as const;
const HASHES = { "hmac-sha1": "sha1", "hmac-sha256": "sha256", "hmac-sha512": "sha512" } as const;
const ALGORITHMS: readonly HmacAlgorithm[] = ["hmac-sha256", "hmac-sha1", "hmac-sha512"];

/** A change of the row's options, where the user may fill the row in. */
function optionChange(scheme: SignatureScheme, options: SchemeOptions): SettingChange | null {
  return scheme.configurable ? { kind: "options", options } : null;
}

/** The signature written in another way. */
function* writings(scheme: SignatureScheme, sent: string): Generator<Variant> {
  const { signature } = scheme;
  if (signature.prefix) {
    if (sent.startsWith(signature.prefix)) return yield* encodings(scheme);
    yield {
      cause: "signature_without_prefix",
      message: `The signature itself is right, but ${signature.prefix.trim()} is missing in front of it.`,
      change: optionChange(scheme, { prefix: "" }),
      scheme: { ...scheme, signature: { ...signature, prefixOptional: true } },
    };
  } else if (scheme.configurable) {
    for (const prefix of ["sha256=", "sha1=", "sha512=", "v0=", "v1="]) {
      yield {
        cause: "signature_with_prefix",
        message: `The signature would match after ${prefix}, which stands in front of it.`,
        change: optionChange(scheme, { prefix }),
        scheme: { ...scheme, signature: { ...signature, prefix } },
      };
    }
  }
  yield* encodings(scheme);
}

function* encodings(scheme: SignatureScheme): Generator<Variant> {
  const { signature } = scheme;
  for (const encoding of ENCODINGS) {
    if (encoding === signature.encoding) continue;
    yield {
      cause: `signature_in_${encoding}`,
      message: `The signature would match read as ${encoding}: here it must be ${signature.encoding}.`,
      change: optionChange(scheme, { encoding }),
      scheme: { ...scheme, signature: { ...signature, encoding, prefixOptional: true } },
    };
  }
}

/** The signature made with another hash. */
function* algorithms(scheme: SignatureScheme): Generator<Variant> {
  for (const alg of ALGORITHMS) {
    if (alg === scheme.alg || !Object.hasOwn(HASHES, scheme.alg)) continue;
    const own = Object.hasOwn(HASHES, scheme.alg) ? scheme.alg : alg;
    yield {
      cause: `signature_with_${HASHES[alg]}`,
      message: `The signature would match made with ${hashName(alg)}: the sender does not use ${own.slice("hmac-".length)}.`,
      change: optionChange(scheme, { alg: HASHES[alg] }),
      scheme: { ...scheme, alg, signature: { ...scheme.signature, prefixOptional: true } },
    };
  }
}

/** Older signatures under another header, whose scheme is another row. */
function* siblings(run: Run): Generator<Variant> {
  const older = run.scheme.id === "github" ? findScheme("github-sha1") : null;
  if (older === null) return;
  yield {
    cause: "signature_with_sha1",
    message: "GitHub's older SHA-1 signature is right: only the newer one is missing or wrong.",
    change: { kind: "scheme", scheme: older.id },
    scheme: older,
  };
}

const CONTENTS = ["{body}", "{ts}.{body}", "{ts}{body}", "{ts}:{body}", "{body}{ts}"];

function* contents(scheme: SignatureScheme): Generator<Variant> {
  for (const signed of CONTENTS) {
    if (signed === scheme.signed || (signed.includes("{ts}") && !scheme.timestamp)) continue;
    yield {
      cause: signed === "{body}" ? "content_body_alone" : "content_joined_otherwise",
      message:
        signed === "{body}"
          ? "The body alone would match: the sender left the timestamp out of what it signs."
          : `The signature would match over ${signed}: the sender puts its content together in another way.`,
      change: optionChange(scheme, { template: signed }),
      scheme: { ...scheme, signed },
    };
  }
}

/** A timestamp that was signed in another unit than it was sent in. */
function* timestampUnits(scheme: SignatureScheme): Generator<Variant> {
  if (scheme.timestamp === undefined || !scheme.signed.includes("{ts}")) return;
  for (const [id, factor] of [
    ["in_milliseconds", 1000],
    ["in_seconds", 0.001],
  ] as const) {
    yield {
      cause: `timestamp_${id}`,
      message: `The timestamp would match ${id.replace("_", " ")}: it was signed in another unit than it was sent in.`,
      change: null,
      scheme: { ...scheme, read: rescaled(scheme, factor) },
    };
  }
}

function rescaled(scheme: SignatureScheme, factor: number): ReadRequest {
  return ({ request }) => {
    const collected = collectCandidates(scheme, request, []);
    if (!collected.ok) return collected;
    const claims = collected.claims.map((claim) => {
      const count = Math.floor(Number(claim.timestamp) * factor);
      return { ...claim, contents: renderContents(scheme, request, String(count)) };
    });
    return { ...collected, claims };
  };
}

/** Another algorithm, encoding, prefix or content than the scheme has. */
export function* formatVariants(run: Run): Generator<Variant> {
  const { scheme } = run;
  if (scheme.alg === "equal" || scheme.read || isPublicKeyAlgorithm(scheme.alg)) return;
  yield* writings(scheme, findHeader(run.request.headers, scheme.signature.header)?.trim() ?? "");
  yield* siblings(run);
  yield* algorithms(scheme);
  yield* contents(scheme);
  yield* timestampUnits(scheme);
}
