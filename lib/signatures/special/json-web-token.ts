import { findHeader } from "#lib/http/headers.ts";
import { decodeSignature, decodeText, encodeBytes, utf8Bytes } from "#lib/signatures/encoding.ts";
import {
  type Collected,
  type Condition,
  malformed,
  missingHeader,
  type ReadRequest,
  refused,
} from "#lib/signatures/read-request.ts";
import { fieldOf, readJson } from "#lib/signatures/request-body.ts";
import type { Run } from "#lib/signatures/verdict.ts";
import type { Signed, WriteContext, WriteRequest } from "#lib/signatures/write-request.ts";

/** What sets one use of JSON Web Tokens (RFC 7519) apart from another. */
export type TokenUse = {
  header: string;
  /** The authentication scheme before the token. */
  word?: "Bearer";
  /** The only algorithm that counts, whatever the token says (RFC 8725 §3.1). */
  alg: "HS256" | "RS256" | "ES256";
  /** The claim that says when the token was made. */
  issuedAt?: true;
  /** What else must hold, from the claims. */
  judge?: (claims: unknown, run: Run) => Promise<Condition[]>;
  /** The claims of a token that is made here. */
  claims: (context: WriteContext) => Promise<Record<string, unknown>>;
};

type Read = { ok: true; token: string } | Extract<Collected, { ok: false }>;

function readToken(run: Run, use: TokenUse): Read {
  const sent = findHeader(run.request.headers, use.header);
  const value = sent?.trim() ?? "";
  if (value === "") return missingHeader(use.header, sent !== null);
  if (use.word === undefined) return { ok: true, token: value };
  const [, token] = /^bearer\s+(\S+)$/i.exec(value) ?? [];
  return token === undefined
    ? malformed(`The ${use.header} header is not Bearer and a token.`, value)
    : { ok: true, token };
}

function decodePart(part: string): unknown {
  const bytes = decodeText(part, "base64url");
  return bytes === null ? undefined : readJson(bytes);
}

const CLAIM_TIMES = ["exp", "nbf"] as const;

function unfit(detail: string): Condition {
  return { check: "format", ok: false, cause: "malformed", detail };
}

/** Whether the token is in force at the time of arrival, give or take the tolerance set. */
function judgeTimes(claims: unknown, run: Run): Condition[] {
  const now = run.input.capturedAt.getTime() / 1000;
  const leeway = run.input.options?.toleranceSeconds ?? 0;
  return CLAIM_TIMES.flatMap((name) => {
    const value = fieldOf(claims, name);
    if (value === undefined) return [];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      return [unfit(`The token's ${name} is not a number of seconds.`)];
    }
    const ok = name === "exp" ? now < value + leeway : now >= value - leeway;
    const date = new Date(value * 1000);
    const at = Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
    const detail =
      name === "exp"
        ? `The token ${ok ? "expires" : "had expired when the request arrived,"} at ${at}.`
        : `The token ${ok ? "is" : "was not yet"} valid from ${at}.`;
    return [{ check: "timestamp", ok, cause: "timestamp_out_of_tolerance", detail }];
  });
}

/** What the claims must say, judged once the signature is right: until then they are anyone's. */
async function judgeClaims(claims: unknown, run: Run, use: TokenUse): Promise<Condition[]> {
  if (typeof claims !== "object" || claims === null) {
    return [unfit("The token's claims are not a JSON object.")];
  }
  if (use.issuedAt && typeof fieldOf(claims, "iat") !== "number") {
    return [unfit("The token's iat is not a number of seconds.")];
  }
  return [...((await use.judge?.(claims, run)) ?? []), ...judgeTimes(claims, run)];
}

async function readParts(run: Run, use: TokenUse, token: string): Promise<Collected> {
  const parts = token.split(".");
  const [head = "", payload = "", signature = ""] = parts;
  const header = decodePart(head);
  if (parts.length !== 3 || typeof header !== "object" || header === null) {
    return malformed(`The ${use.header} header does not hold a JSON Web Token.`, token);
  }
  const alg = fieldOf(header, "alg");
  if (alg !== use.alg) {
    return refused(`The token says it is signed with ${String(alg)}; only ${use.alg} counts here.`);
  }
  if (fieldOf(header, "crit") !== undefined) {
    return refused("The token asks for extensions (crit) that are not known here.");
  }
  if (!/^[A-Za-z0-9_-]+$/.test(signature)) {
    return malformed("The token's signature is not valid base64url.", token);
  }
  const claims = decodePart(payload);
  const issuedAt = fieldOf(claims, "iat");
  const claim = {
    timestamp: typeof issuedAt === "number" ? String(issuedAt) : null,
    timestampMs: typeof issuedAt === "number" ? issuedAt * 1000 : null,
    // Of the right letters but cut short, it is another signature, and a wrong one.
    candidates: [
      { text: signature, bytes: decodeSignature(signature, "base64url") ?? new Uint8Array(0) },
    ],
    contents: [
      [
        { name: "header", bytes: utf8Bytes(head) },
        { name: "literal", bytes: utf8Bytes(".") },
        { name: "claims", bytes: utf8Bytes(payload) },
      ],
    ],
    conditions: await judgeClaims(claims, run, use),
  };
  return { ok: true, claims: [claim], received: signature, place: `${use.header} header` };
}

/** Reads a token in compact form (RFC 7515 §7.1). */
export function readJwt(use: TokenUse): ReadRequest {
  return (run) => {
    const read = readToken(run, use);
    return read.ok ? readParts(run, use, read.token) : read;
  };
}

/** Makes a token. */
export function writeJwt(use: TokenUse): WriteRequest {
  return async (context): Promise<Signed> => {
    const encode = (value: unknown) =>
      encodeBytes(utf8Bytes(JSON.stringify(value)), "base64url").replace(/=+$/, "");
    const head = encode({ alg: use.alg, typ: "JWT" });
    const payload = encode(await use.claims(context));
    const signature = await context.sign([
      { name: "content", bytes: utf8Bytes(`${head}.${payload}`) },
    ]);
    const token = `${head}.${payload}.${signature.replace(/=+$/, "")}`;
    return { ok: true, headers: [[use.header, use.word ? `${use.word} ${token}` : token]] };
  };
}

/** A condition that a claim holds this SHA-256, in hex. */
export async function judgeHash(
  claims: unknown,
  name: string,
  content: Uint8Array,
  what: string,
  { digests }: Run,
): Promise<Condition> {
  const wanted = fieldOf(claims, name);
  const actual = encodeBytes(await digests.sha256(content), "hex");
  const ok = typeof wanted === "string" && wanted.toLowerCase() === actual;
  const detail = ok
    ? `The ${what} has the SHA-256 that the token's ${name} names.`
    : `The ${what} does not have the SHA-256 that the token's ${name} names.`;
  return { check: "body", ok, cause: "signature_mismatch", detail };
}

/** A condition that a claim reads exactly so. */
export function judgeClaim(claims: unknown, name: string, wanted: string): Condition {
  const ok = fieldOf(claims, name) === wanted;
  const detail = `The token's ${name} is ${ok ? "" : "not "}“${wanted}”.`;
  return { check: "token", ok, cause: "signature_mismatch", detail };
}

/** A SHA-256 in hex, for a token made here. */
export async function hashOf(content: Uint8Array, { digests }: WriteContext): Promise<string> {
  return encodeBytes(await digests.sha256(content), "hex");
}

/** A date as tokens write it (RFC 7519 §2, NumericDate). */
export function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
