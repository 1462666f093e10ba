import type { HeaderList } from "#lib/http/headers.ts";

/**
 * - `verified`: the signature covers the body and is right.
 * - `authenticated`: a shared token is right; the body is not covered by it.
 * - `failed`: something is wrong with the request, the secret or the clock: see `cause`.
 * - `unverifiable`: it cannot be judged here: see `cause`.
 */
export type VerificationStatus = "verified" | "authenticated" | "failed" | "unverifiable";

export type VerificationCause =
  | "missing_header"
  | "malformed"
  | "signature_mismatch"
  | "timestamp_out_of_tolerance"
  | "key_unavailable"
  | "secret_malformed"
  | "algorithm_refused";

/** One thing that can be right or wrong on its own. */
export type VerificationCheck = {
  name: "header" | "secret" | "format" | "signature" | "token" | "body" | "timestamp";
  ok: boolean;
  detail: string;
};

/** A piece of the signed content, named so that a reader sees where it came from. */
export type SignedPart = { name: string; text: string };

/** The outcome of checking one request; never holds a secret. */
export type Verification = {
  scheme: string;
  status: VerificationStatus;
  cause: VerificationCause | null;
  /** One sentence for a person. */
  message: string;
  /** In the order they ran. */
  checks: VerificationCheck[];
  /** What was signed, as text (UTF-8, invalid bytes replaced), cut at 64 KiB. */
  signedContent?: { parts: SignedPart[]; truncated: boolean };
  /** What the matching secret gives, or else the first, in the scheme's encoding. Absent for shared tokens. */
  expected?: string;
  /** The signature(s) that came with the request; a malformed header whole. Absent for shared tokens. */
  received?: string;
  /** Capture time minus the request's own timestamp, in milliseconds (positive: old). */
  timestampSkewMs?: number;
  /** Position (0-based) of the secret that matched. */
  matchedSecret?: number;
  hints: string[];
};

/** The parts of a request that a signature can cover. */
export type SignedRequest = {
  method: string;
  /** The full address as the provider knows it. */
  url: string;
  headers: HeaderList;
  body: Uint8Array;
};

/** The algorithms of HTTP message signatures (RFC 9421 §6.2.2) that can be checked here. */
export type MessageAlgorithm =
  | "hmac-sha256"
  | "ed25519"
  | "ecdsa-p256-sha256"
  | "rsa-pss-sha512"
  | "rsa-v1_5-sha256";

/** Settings of a scheme beyond its secrets; only generic-hmac needs most of them. */
export type SchemeOptions = {
  header?: string | undefined;
  /** generic-hmac: the hash; rfc9421: the algorithm. */
  alg?: "sha1" | "sha256" | "sha512" | MessageAlgorithm | undefined;
  encoding?: "hex" | "base64" | "base64url" | undefined;
  prefix?: string | undefined;
  key?: "utf8" | "hex" | "base64" | undefined;
  /** Signed content, e.g. `{header:x-timestamp}.{body}`. */
  template?: string | undefined;
  /** Where the timestamp is: `header:x-timestamp`. */
  timestamp?: string | undefined;
  /** How far the timestamp may be from the arrival; 0: don't look at the clock. */
  toleranceSeconds?: number | undefined;
  /** The address the provider knows, when it differs from the captured one. */
  url?: string | undefined;
  /** aws-sns, paypal: the sender's certificate (PEM). */
  certPem?: string | undefined;
  /** aws-sns, paypal: the sender's public key (PEM). */
  publicKeyPem?: string | undefined;
};
