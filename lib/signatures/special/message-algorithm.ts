import { findHeaders } from "#lib/http/headers.ts";
import { decodeText, encodeBytes } from "#lib/signatures/encoding.ts";
import { looksPublic } from "#lib/signatures/key-format.ts";
import { readPem } from "#lib/signatures/public-key.ts";
import type { MessageAlgorithm, SchemeOptions, SignedRequest } from "#lib/signatures/schema.ts";
import type { SignatureAlgorithm } from "#lib/signatures/scheme.ts";
import { parameterOf, readDictionary } from "./structured-fields.ts";

const ALGORITHMS: Record<MessageAlgorithm, SignatureAlgorithm> = {
  "hmac-sha256": "hmac-sha256",
  ed25519: "ed25519",
  "ecdsa-p256-sha256": "ecdsa-p256-sha256",
  "rsa-pss-sha512": "rsa-pss-sha512",
  "rsa-v1_5-sha256": "rsa-sha256",
};

function isMessageAlgorithm(name: unknown): name is MessageAlgorithm {
  return typeof name === "string" && Object.hasOwn(ALGORITHMS, name);
}

/** RFC 9421's name of an algorithm. */
export function messageAlgorithmName(alg: SignatureAlgorithm): string {
  return Object.entries(ALGORITHMS).find(([, own]) => own === alg)?.[0] ?? alg;
}

// The object identifiers of the keys, in DER.
const KEY_MARKS: readonly [mark: string, fitting: readonly MessageAlgorithm[]][] = [
  ["06032b6570", ["ed25519"]],
  ["06072a8648ce3d0201", ["ecdsa-p256-sha256"]],
  ["06092a864886f70d0101", ["rsa-pss-sha512", "rsa-v1_5-sha256"]],
];

const JWK_MARKS: readonly [mark: RegExp, fitting: readonly MessageAlgorithm[]][] = [
  [/"kty"\s*:\s*"OKP"/, ["ed25519"]],
  [/"kty"\s*:\s*"EC"/, ["ecdsa-p256-sha256"]],
  [/"kty"\s*:\s*"RSA"/, ["rsa-pss-sha512", "rsa-v1_5-sha256"]],
];

const ED25519_BYTES = 32;

function decodeBare(secret: string): Uint8Array | null {
  const bare = secret.replace(/^\s*whpk_|\s+/g, "");
  return decodeText(bare, "hex") ?? decodeText(bare, "base64") ?? decodeText(bare, "base64url");
}

/** What a key can be used for, by its look: a public key is never an HMAC's. */
function fittingAlgorithms(secret: string): readonly MessageAlgorithm[] {
  const jwk = JWK_MARKS.find(([mark]) => mark.test(secret));
  if (jwk) return jwk[1];
  const der = readPem(secret)?.der ?? decodeBare(secret);
  const hex = der ? encodeBytes(der.subarray(0, 64), "hex") : "";
  const marked = KEY_MARKS.find(([mark]) => hex.includes(mark));
  if (marked) return marked[1];
  if (secret.trim().startsWith("whpk_")) return ["ed25519"];
  // Either kind of key may be 32 bytes and nothing more: then the request's word counts.
  if (der?.length === ED25519_BYTES) return ["hmac-sha256", "ed25519"];
  return looksPublic(secret) ? ["rsa-pss-sha512", "rsa-v1_5-sha256"] : ["hmac-sha256"];
}

function algorithmsOf({ headers }: SignedRequest): unknown[] {
  const input = readDictionary(findHeaders(headers, "signature-input").join(", "));
  return [...(input?.values() ?? [])].map(({ parameters }) => parameterOf(parameters, "alg"));
}

/** The algorithm set, or the request's if the key can be used for it, or the key's own. */
export function chooseMessageAlgorithm(
  request: SignedRequest,
  options: SchemeOptions,
  secrets: readonly string[],
): SignatureAlgorithm {
  if (isMessageAlgorithm(options.alg)) return ALGORITHMS[options.alg];
  const fitting = fittingAlgorithms(secrets[0] ?? "");
  const said = algorithmsOf(request).find(isMessageAlgorithm);
  const [first = "hmac-sha256"] = fitting;
  return ALGORITHMS[said && fitting.includes(said) ? said : first];
}
