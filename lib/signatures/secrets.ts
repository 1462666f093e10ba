import type { HmacKey } from "./digest.ts";
import { utf8Bytes } from "./encoding.ts";
import { decodeKeys, type KeyFormat } from "./key-format.ts";
import { importPublicKey, isPublicKeyAlgorithm, splitKeySet } from "./public-key.ts";
import type { Scheme, SignatureScheme } from "./scheme.ts";

/** A secret that can be tried. */
export type UsableSecret = {
  /** Its place (0-based) among the secrets given. */
  position: number;
  key: HmacKey;
  /** The sender's public key, in schemes that check with one. */
  publicKey?: CryptoKey;
  /** The secret itself, for content that holds it. */
  text: string;
  /** True when spaces or line breaks around it were left out. */
  trimmed: boolean;
};

/** What came of reading the secrets; the problems name no secret's content. */
export type ReadSecrets = {
  usable: UsableSecret[];
  problems: { position: number; message: string }[];
};

const WHSEC = "whsec_";

/** The most secrets that are looked at; more would let one request cost too much. */
export const MAX_SECRETS = 10;

type Reading = { ok: true; secrets: UsableSecret[] } | { ok: false; message: string };

async function readPublicKey(given: string, position: number, scheme: Scheme): Promise<Reading> {
  const { alg } = scheme;
  if (!isPublicKeyAlgorithm(alg)) return { ok: false, message: "is not a public key" };
  // Space around a key is no part of it, in whatever form it comes.
  const texts = splitKeySet(given.trim());
  const keys = await Promise.all(texts.map((text) => importPublicKey(text, alg)));
  const secrets = keys.flatMap((imported, index): UsableSecret[] => {
    const text = texts[index] ?? "";
    if (!imported.ok) return [];
    const key = { bytes: utf8Bytes(text), cacheId: `public:${text}` };
    return [{ position, key, publicKey: imported.key, text, trimmed: false }];
  });
  const problem = keys.find((imported) => !imported.ok);
  return secrets.length === 0 && problem ? problem : { ok: true, secrets };
}

async function readSecret(given: string, position: number, scheme: Scheme): Promise<Reading> {
  const format: KeyFormat = scheme.alg === "equal" ? "utf8" : scheme.key;
  const text = given.trim();
  if (text === "") {
    return { ok: false, message: given === "" ? "is empty" : "is only white space" };
  }
  if (format === "public") return readPublicKey(given, position, scheme);
  const decoded = await decodeKeys(text, format);
  if (!decoded.ok) return decoded;
  const trimmed = text !== given;
  const secrets = decoded.keys.map((bytes, index): UsableSecret => {
    const key = { bytes, cacheId: `${format}:${index}:${text}` };
    return { position, key, text, trimmed };
  });
  if (trimmed && format === "utf8") {
    const key = { bytes: utf8Bytes(given), cacheId: `${format}:0:${given}` };
    secrets.push({ position, key, text: given, trimmed: false });
  }
  return { ok: true, secrets };
}

/**
 * Turns the texts people pasted into keys. Surrounding white space is taken for an accident of
 * pasting; where the text itself is the key, it is tried as given too.
 */
export async function readSecrets(
  scheme: Scheme,
  secrets: readonly string[],
): Promise<ReadSecrets> {
  const read: ReadSecrets = { usable: [], problems: [] };
  for (const [position, given] of secrets.slice(0, MAX_SECRETS).entries()) {
    const reading = await readSecret(given, position, scheme);
    if (reading.ok) read.usable.push(...reading.secrets);
    else read.problems.push({ position, message: reading.message });
  }
  return read;
}

/** `The secret is empty.`, or `Secret 2 of 3 is empty.` */
export function describeProblem(
  problem: ReadSecrets["problems"][number],
  secretCount: number,
): string {
  const which =
    secretCount === 1 ? "The secret" : `Secret ${problem.position + 1} of ${secretCount}`;
  return `${which} ${problem.message}.`;
}

const LOOK_ALIKES: readonly [pattern: RegExp, what: string][] = [
  [/^[srp]k_(live|test)_/, "a Stripe API key, not a signing secret"],
  [/^xox[a-z]-|^xapp-/, "a Slack token, not a signing secret"],
  [/^gh[a-z]_|^github_pat_/, "a GitHub access token, not a webhook secret"],
  [/^glpat-/, "a GitLab access token, not a webhook's secret token"],
  [/^shpat_/, "a Shopify access token, not a client secret"],
];

// Where the prefix is part of the key it can't be missing; where it is cut off it may.
function isWholePrefixed(scheme: Scheme): scheme is SignatureScheme & { secretPrefix: string } {
  return scheme.alg !== "equal" && scheme.key === "utf8" && scheme.secretPrefix !== undefined;
}

/** What a secret's look suggests when it does not match; never repeats more than its kind. */
export function secretHints(scheme: Scheme, secrets: readonly string[]): string[] {
  const hints: string[] = [];
  for (const given of secrets.slice(0, MAX_SECRETS)) {
    const secret = given.trim();
    const lookAlike = LOOK_ALIKES.find(([pattern]) => pattern.test(secret));
    if (/^wh[ps]k_/.test(secret) && scheme.secretPrefix !== "whpk_") {
      hints.push("The secret is a key for Standard Webhooks' v1a (Ed25519) signatures.");
    }
    if (lookAlike) hints.push(`The secret looks like ${lookAlike[1]}.`);
    if (/^v1,whsec_/.test(secret)) {
      hints.push("The secret starts with “v1,”: leave that out and begin with whsec_.");
    } else if (secret.startsWith(WHSEC) && scheme.secretPrefix !== WHSEC) {
      hints.push(
        "The secret starts with whsec_, as those of Stripe, Svix and Standard Webhooks do.",
      );
    } else if (isWholePrefixed(scheme) && !lookAlike && !secret.startsWith(scheme.secretPrefix)) {
      hints.push(`${scheme.label}'s secrets start with ${scheme.secretPrefix}; this one does not.`);
    }
  }
  return [...new Set(hints)];
}
