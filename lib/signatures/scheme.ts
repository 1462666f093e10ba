import type { HmacAlgorithm } from "./digest.ts";
import type { Encoding } from "./encoding.ts";
import type { KeyFormat } from "./key-format.ts";
import type { PublicKeyAlgorithm } from "./public-key.ts";
import type { ReadRequest } from "./read-request.ts";
import type { SchemeOptions, SignedRequest } from "./schema.ts";
import type { WriteRequest } from "./write-request.ts";

/** How a signature is made; `hash-sha256` is a plain hash of content that holds the secret. */
export type SignatureAlgorithm = HmacAlgorithm | "hash-sha256" | PublicKeyAlgorithm;

/** Where the signatures are in a request. */
export type SignatureSource = {
  header: string;
  /** Other headers that may hold one too. */
  also?: readonly string[];
  /** There are `<header>-1`, `<header>-2` and so on instead. */
  numbered?: true;
  /** What stands before each signature, such as `sha256=`. */
  prefix?: string;
  /** The prefix may be left out. */
  prefixOptional?: true;
  /** The header is a list of `name=value`: the field of this name holds a signature. */
  field?: string;
  /** There may be several such lists, separated by spaces, each with its timestamp. */
  grouped?: true;
  /** What separates those fields; a comma unless said otherwise. */
  separator?: "," | ";";
  /** The header is a list of `version,signature` separated by spaces: this version counts. */
  word?: string;
  encoding: Encoding;
};

/** Where a request says when it was sent. */
export type TimestampSource = {
  /** A header of its own, a field of the signature header, or a top-level field of the JSON body. */
  from: "header" | "field" | "body";
  name: string;
  /**
   * `auto`: seconds, milliseconds, RFC 3339 or HTTP-date, whichever it looks like; `any`: the same,
   * and text that is none of them is signed all the same.
   */
  unit: "s" | "ms" | "iso" | "auto" | "any";
  /** How far from the time of arrival it may be, in seconds, both ways; absent: not judged. */
  toleranceSeconds?: number;
  /** Anything earlier is no timestamp of the sender's, but one in another unit, say. */
  earliestMs?: number;
  /** Only old ones are refused, not those ahead of the clock. */
  pastOnly?: true;
};

/** A header that must read a certain way before the signature counts. */
type HeaderRule = {
  header: string;
  pattern: RegExp;
  /** What it must be, to end a sentence: `must be …`. */
  wanted: string;
  /** It may be absent. */
  optional?: true;
};

/** What a request of this scheme looks like, for detection. Header names in lower case. */
type DetectionClues = {
  /** Headers that only this provider sends; the signature header is known already. */
  companions?: readonly string[];
  /** Headers that rule it out. */
  strangers?: readonly string[];
  agent?: RegExp;
  /** Texts in the body, all of them, for signatures that are inside it. */
  body?: readonly string[];
  /** The signature header alone says too little. */
  headerIsCommon?: true;
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
  /** What a secret made here looks like; absent where only the provider can make one. */
  newSecret?: { prefix: string; byteLength: number; encoding: Encoding };
  detect?: DetectionClues;
  /** Options that the scheme can't do without, or that make sense for it. */
  optionNames?: readonly (keyof SchemeOptions)[];
};

/** A signature: with a secret both sides know, or checked with the sender's public key. */
export type SignatureScheme = SchemeBase & {
  alg: SignatureAlgorithm;
  key: KeyFormat;
  /** The key that checks it is in the options; the secret is part of the content. */
  keyInOptions?: true;
  signature: SignatureSource;
  timestamp?: TimestampSource;
  /** The header that carries the message's own id, when it is part of the signed content. */
  idHeader?: string;
  /** The signed content, see template.ts. */
  signed: string;
  /** Says what a right signature leaves unprotected, as a sentence. */
  coverage?: string;
  rules?: readonly HeaderRule[];
  /** Other ways in which the sender may have written the address. */
  addresses?: (url: string) => readonly string[];
  /** What else may have been signed in place of the body. */
  bodies?: (request: SignedRequest) => readonly Uint8Array[];
  /** The same headers under other names: each `from` in a name may be `to` instead. */
  otherNames?: { from: string; to: string };
  /** True when the user fills the row in: header, algorithm, signed content and so on. */
  configurable?: true;
  /** The algorithm, where the request or the options choose it. */
  chooseAlg?: (
    request: SignedRequest,
    options: SchemeOptions,
    secrets: readonly string[],
  ) => SignatureAlgorithm;
  /** Reads the request in a way that the fields above can't say. */
  read?: ReadRequest;
  /** Signs in a way that the fields above can't say. */
  write?: WriteRequest;
};

/** Where a token is: in a header, in a top-level field of the JSON body, or in the address. */
export type TokenSource = {
  header?: string;
  /** The authentication scheme before it (RFC 9110 §11.4), which may be left out if optional. */
  word?: "Bearer" | "Basic";
  wordOptional?: true;
  /** The field, or the field of every entry of a list: `passcode`, `value[].clientState`. */
  body?: string;
  /** The usual names of its parameter. */
  query?: readonly string[];
};

/** A token that is sent along: it proves who sent the request and says nothing of the body. */
export type TokenScheme = SchemeBase & {
  alg: "equal";
  signature: TokenSource;
};

/** One row of the table: all that the engine knows about a provider. */
export type Scheme = SignatureScheme | TokenScheme;

/** What a picker shows of a scheme. */
export type SchemeSummary = Pick<
  Scheme,
  "id" | "label" | "secretLabel" | "secretPlaceholder" | "docsUrl"
> & {
  /** False when a right secret still says nothing about the body. */
  coversBody: boolean;
  /** True when the scheme can't be used without options. */
  hasOptions: boolean;
  /** The options that make sense for it, beside `toleranceSeconds`. */
  optionNames: readonly (keyof SchemeOptions)[];
  /** Whether a clock is judged, so that `toleranceSeconds` makes sense too. */
  isTimed: boolean;
  /** What is pasted: one line, lines (PEM or JSON), or a public key, which is no secret at all. */
  secretForm: "line" | "lines" | "public";
};

/** Who signs, within a sentence: `GitHub`, `the sender`. */
export function senderName(scheme: Scheme): string {
  return scheme.sender ?? scheme.label;
}
