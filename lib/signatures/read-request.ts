import type { VerificationCause, VerificationCheck } from "./schema.ts";
import type { Content } from "./template.ts";
import type { Run } from "./verdict.ts";

/** A signature that came with the request, as text and as bytes. */
export type Candidate = { text: string; bytes: Uint8Array };

/** What must hold beside the signature, as a hash of the body or the end of a token's life. */
export type Condition = {
  check: VerificationCheck["name"];
  ok: boolean;
  /** When it does not hold. */
  cause: VerificationCause;
  /** One sentence. */
  detail: string;
};

/** Signatures over the same content: those of one timestamp. */
export type Claim = {
  /** As sent; null when the scheme has none. */
  timestamp: string | null;
  timestampMs: number | null;
  candidates: readonly Candidate[];
  /** What may have been signed, the likeliest first: senders don't all write addresses alike. */
  contents: readonly Content[];
  /** Judged in order once the signature is right, before the clock. */
  conditions?: readonly Condition[];
};

/** Why a request can't be checked at all. */
export type Unreadable = {
  ok: false;
  cause: "missing_header" | "malformed" | "algorithm_refused";
  message: string;
  /** The malformed text, for the reader. */
  received?: string;
};

/** What a request brought to be checked; `received` is for the reader. */
export type Collected =
  | {
      ok: true;
      claims: Claim[];
      received: string;
      /** Where the signature was, as in `The request has its X-Signature header.` */
      place: string;
      /** Every claim must hold, not just one of them. */
      all?: true;
    }
  | Unreadable;

/** Gathers the signatures of a request and what each may be over. Throws nothing. */
export type ReadRequest = (run: Run) => Collected | Promise<Collected>;

const MAX_SHOWN = 4096;

/** What is shown of the signatures that came. */
export function shown(received: string): string {
  return received.slice(0, MAX_SHOWN);
}

export function missing(message: string): Unreadable {
  return { ok: false, cause: "missing_header", message };
}

export function missingHeader(name: string, wasEmpty = false): Unreadable {
  return missing(
    wasEmpty ? `The request's ${name} header is empty.` : `The request has no ${name} header.`,
  );
}

export function malformed(message: string, received?: string): Unreadable {
  return {
    ok: false,
    cause: "malformed",
    message,
    ...(received === undefined ? {} : { received: shown(received) }),
  };
}

export function refused(message: string): Unreadable {
  return { ok: false, cause: "algorithm_refused", message };
}
