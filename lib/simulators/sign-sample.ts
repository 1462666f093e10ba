import { findHeader, type HeaderList } from "#lib/http/headers.ts";
import { utf8Bytes, utf8Text } from "#lib/signatures/encoding.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import type { Scheme } from "#lib/signatures/scheme.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { sign } from "#lib/signatures/sign.ts";
import type { Breakage } from "./break-sample.ts";
import { reserialize, STALE_AGE_MS, wrongKey } from "./break-sample.ts";
import { buildSample, type SampleInput } from "./build-sample.ts";

/** What a sample is signed with. */
export type SampleKey = {
  secret: string;
  /** In schemes with public keys, where the secret is the public one. */
  privateKey?: string | undefined;
  options?: SchemeOptions | undefined;
};

/** A finished sample: what goes over the wire, `copies` times. */
export type SignedSample = {
  method: string;
  /** Absolute. Differs from the address asked for where the scheme puts its signature there. */
  url: string;
  headers: HeaderList;
  body: Uint8Array;
  copies: number;
  /** The headers that carry the signature. */
  signedBy: string[];
};

export type SignedSampleResult =
  | { ok: true; sample: SignedSample }
  | { ok: false; message: string };

type SignSampleInput = SampleInput & {
  key: SampleKey;
  /** The absolute address that a path is sent to. */
  addressOf: (path: string) => string;
  breakage?: Breakage | undefined;
};

/** Headers with others set: those of the same names are replaced. */
function setHeaders(headers: HeaderList, added: HeaderList): HeaderList {
  return [...headers.filter(([name]) => findHeader(added, name) === null), ...added];
}

/** The name of the header that says what was signed, and not when or by whom; null: not in one. */
function signatureHeader(scheme: Scheme): string | null {
  const { header } = scheme.signature;
  if (header === undefined || header === "") return null;
  return scheme.alg !== "equal" && scheme.signature.numbered ? `${header}-1` : header;
}

/** Builds a sample, signs it as its provider would, and breaks it if that is asked for. */
export async function signSample(input: SignSampleInput): Promise<SignedSampleResult> {
  const { provider, id, breakage, addressOf } = input;
  const scheme = findScheme(provider.scheme);
  if (scheme === null) return { ok: false, message: `There is no scheme ${provider.scheme}.` };
  const now = breakage === "stale" ? new Date(input.now.getTime() - STALE_AGE_MS) : input.now;
  const key = breakage === "wrong_signature" ? wrongKey(scheme, id) : input.key;
  if (key === null) return { ok: false, message: `There is no other key for ${scheme.label}.` };

  const built = buildSample({ ...input, now });
  const request = {
    method: built.method,
    url: addressOf(built.path),
    headers: built.headers,
    body: utf8Bytes(built.body),
  };
  const { options } = input.key;
  const signed = await sign({ scheme: scheme.id, ...key, options, request, now, id });
  if (!signed.ok) return signed;

  const signedBy = signed.headers.map(([name]) => name);
  const carrier = signatureHeader(scheme)?.toLowerCase();
  const isUnsigned = breakage === "missing_signature";
  const added = isUnsigned
    ? signed.headers.filter(([name]) => name.toLowerCase() !== carrier)
    : signed.headers;
  const body = isUnsigned ? request.body : (signed.body ?? request.body);
  return {
    ok: true,
    sample: {
      method: request.method,
      url: isUnsigned ? request.url : (signed.url ?? request.url),
      headers: setHeaders(request.headers, added),
      body: breakage === "reserialized" ? utf8Bytes(reserialize(utf8Text(body))) : body,
      copies: breakage === "duplicate" ? 2 : 1,
      signedBy,
    },
  };
}
