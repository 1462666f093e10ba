import type { HmacAlgorithm } from "./digest.ts";
import type { Encoding } from "./encoding.ts";

/** How the secret's text becomes key bytes; `whsec` is base64 after an optional `whsec_`. */
export type KeyFormat = "utf8" | "hex" | "base64" | "whsec";

/** Where the signatures are in a request. */
export type SignatureSource = {
  header: string;
  /** What stands before each signature, such as `sha256=`. */
  prefix?: string;
  /** The header is a list of `name=value`: the field of this name holds a signature. */
  field?: string;
  /** What separates those fields; a comma unless said otherwise. */
  separator?: "," | ";";
  /** The header is a list of `version,signature` separated by spaces: this version counts. */
  word?: string;
  encoding: Encoding;
};

/** Where a request says when it was sent. */
export type TimestampSource = {
  /** A header of its own, or a field of the signature header. */
  from: "header" | "field";
  name: string;
  /** `auto`: seconds, milliseconds, RFC 3339 or HTTP-date, whichever it looks like. */
  unit: "s" | "ms" | "iso" | "auto";
  /** How far from the time of arrival it may be, in seconds, both ways; absent: not judged. */
  toleranceSeconds?: number;
};

type SchemeBase = {
  id: string;
  label: string;
  /** Who signs, within a sentence; the label unless said otherwise. */
  sender?: string;
  /** Where the provider describes it. */
  docsUrl: string;
  secretLabel: string;
  secretPlaceholder: string;
  /** What the provider's own secrets begin with. */
  secretPrefix?: string;
  /** What a secret made here looks like. */
  newSecret: { prefix: string; byteLength: number; encoding: Encoding };
  /** Headers (lower case) that point to this scheme, or rule it out. */
  detect?: { companions?: readonly string[]; strangers?: readonly string[] };
  /** The same headers under other names: each `from` in a name may be `to` instead. */
  otherNames?: { from: string; to: string };
  /** True when the user fills the row in: header, algorithm, signed content and so on. */
  configurable?: true;
};

/** A signature over the body: HMAC with a secret both sides know. */
export type HmacScheme = SchemeBase & {
  alg: HmacAlgorithm;
  key: KeyFormat;
  signature: SignatureSource;
  timestamp?: TimestampSource;
  /** The header that carries the message's own id, when it is part of the signed content. */
  idHeader?: string;
  /** The signed content, see template.ts. */
  signed: string;
};

/** A token that is sent along: it proves who sent the request and says nothing of the body. */
export type TokenScheme = SchemeBase & {
  alg: "equal";
  signature: { header: string };
};

/** One row of the table: all that the engine knows about a provider. */
export type Scheme = HmacScheme | TokenScheme;

/** What a picker shows of a scheme. */
export type SchemeSummary = Pick<
  Scheme,
  "id" | "label" | "secretLabel" | "secretPlaceholder" | "docsUrl"
> & {
  /** False when a right secret still says nothing about the body. */
  coversBody: boolean;
  /** True when the scheme can't be used without options. */
  hasOptions: boolean;
};

/** Who signs, within a sentence: `GitHub`, `the sender`. */
export function senderName(scheme: Scheme): string {
  return scheme.sender ?? scheme.label;
}
