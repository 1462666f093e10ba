import type { HmacKey } from "./digest.ts";
import { decodeText, utf8Bytes } from "./encoding.ts";
import type { HmacScheme, KeyFormat, Scheme } from "./scheme.ts";

/** A secret that can be tried. */
export type UsableSecret = {
  /** Its place (0-based) among the secrets given. */
  position: number;
  key: HmacKey;
  /** True when spaces or line breaks around it were left out. */
  trimmed: boolean;
};

/** What came of reading the secrets; the problems name no secret's content. */
export type ReadSecrets = {
  usable: UsableSecret[];
  problems: { position: number; message: string }[];
};

type DecodedKey = { ok: true; bytes: Uint8Array } | { ok: false; message: string };

const WHSEC = "whsec_";

function decodeKey(text: string, format: KeyFormat): DecodedKey {
  if (format === "utf8") return { ok: true, bytes: utf8Bytes(text) };
  const encoding = format === "hex" ? "hex" : "base64";
  const hasPrefix = format === "whsec" && text.startsWith(WHSEC);
  const bytes = decodeText(hasPrefix ? text.slice(WHSEC.length) : text, encoding);
  if (bytes === null) {
    return {
      ok: false,
      message: hasPrefix
        ? "is not base64 after whsec_, as this scheme's keys are"
        : `is not ${encoding}, as this scheme's keys are`,
    };
  }
  if (bytes.length === 0) return { ok: false, message: "has nothing after whsec_" };
  return { ok: true, bytes };
}

/** The most secrets that are looked at; more would let one request cost too much. */
export const MAX_SECRETS = 10;

/**
 * Turns the texts people pasted into keys. Surrounding white space is taken for an accident of
 * pasting; where the text itself is the key, it is tried as given too.
 */
export function readSecrets(scheme: Scheme, secrets: readonly string[]): ReadSecrets {
  const format: KeyFormat = scheme.alg === "equal" ? "utf8" : scheme.key;
  const usable: UsableSecret[] = [];
  const problems: ReadSecrets["problems"] = [];
  for (const [position, given] of secrets.slice(0, MAX_SECRETS).entries()) {
    const text = given.trim();
    if (text === "") {
      problems.push({ position, message: given === "" ? "is empty" : "is only white space" });
      continue;
    }
    const decoded = decodeKey(text, format);
    if (!decoded.ok) {
      problems.push({ position, message: decoded.message });
      continue;
    }
    const trimmed = text !== given;
    const key = { bytes: decoded.bytes, cacheId: `${format}:${text}` };
    usable.push({ position, key, trimmed });
    if (trimmed && format === "utf8") {
      const asGiven = { bytes: utf8Bytes(given), cacheId: `${format}:${given}` };
      usable.push({ position, key: asGiven, trimmed: false });
    }
  }
  return { usable, problems };
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
  [/^wh[ps]k_/, "a key for Standard Webhooks' v1a (Ed25519) signatures"],
];

// Where the prefix is part of the key it can't be missing; where it is cut off it may.
function isWholePrefixed(scheme: Scheme): scheme is HmacScheme & { secretPrefix: string } {
  return scheme.alg !== "equal" && scheme.key === "utf8" && scheme.secretPrefix !== undefined;
}

/** What a secret's look suggests when it does not match; never repeats more than its kind. */
export function secretHints(scheme: Scheme, secrets: readonly string[]): string[] {
  const hints: string[] = [];
  for (const given of secrets.slice(0, MAX_SECRETS)) {
    const secret = given.trim();
    const lookAlike = LOOK_ALIKES.find(([pattern]) => pattern.test(secret));
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
