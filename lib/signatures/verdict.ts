import type { Digests } from "./digest.ts";
import type {
  SchemeOptions,
  SignedRequest,
  Verification,
  VerificationCause,
  VerificationCheck,
} from "./schema.ts";
import type { Scheme } from "./scheme.ts";
import type { ReadSecrets } from "./secrets.ts";

/** What there is to check, and with what. */
export type VerifyInput = {
  /** A scheme's id. */
  scheme: string;
  /** As pasted, up to ten; the first that matches is named in the result. */
  secrets: readonly string[];
  options?: SchemeOptions | undefined;
  request: SignedRequest;
  /** When the request arrived: timestamps are measured against this, not against now. */
  capturedAt: Date;
  /** WebCrypto's unless given. */
  digests?: Digests | undefined;
};

/** A check under way: what has been found so far. */
export type Run = {
  scheme: Scheme;
  input: VerifyInput;
  request: SignedRequest;
  secrets: ReadSecrets;
  digests: Digests;
  checks: VerificationCheck[];
};

/** A result but for what the run knows itself. */
export type Outcome = Omit<Verification, "scheme" | "checks">;

/** A result that judges nothing. */
export function unverifiable(
  scheme: string,
  cause: VerificationCause,
  message: string,
): Verification {
  return { scheme, status: "unverifiable", cause, message, checks: [], hints: [] };
}

/** The result of a run. */
export function conclude(run: Run, outcome: Outcome): Verification {
  const { hints, ...rest } = outcome;
  return { scheme: run.scheme.id, ...rest, checks: run.checks, hints: [...new Set(hints)] };
}

/** A failed result: the check that failed tells the message as its detail. */
export function fail(
  run: Run,
  check: VerificationCheck["name"],
  cause: VerificationCause,
  outcome: Omit<Outcome, "status" | "cause">,
): Verification {
  run.checks.push({ name: check, ok: false, detail: outcome.message });
  return conclude(run, { ...outcome, status: "failed", cause });
}

/** `Secret 2 of 3`, or `The secret` when there is only one. */
export function nameSecret(run: Run, position: number): string {
  const count = run.input.secrets.length;
  return count === 1 ? "The secret" : `Secret ${position + 1} of ${count}`;
}

/** Says that a matching secret was not used exactly as given. */
export function trimmedHint(run: Run, secret: { position: number; trimmed: boolean }): string[] {
  if (!secret.trimmed) return [];
  const name = nameSecret(run, secret.position);
  return [`${name} has spaces or line breaks around it: they were left out.`];
}

/** `the secret does not give`, `none of the 3 secrets gives`. */
export function noneMatches(run: Run): string {
  const count = run.input.secrets.length;
  return count === 1 ? "the secret does not give" : `none of the ${count} secrets gives`;
}
