import { z } from "zod";
import { configureScheme, timestampHeader } from "./configure.ts";
import type { SchemeOptions } from "./schema.ts";
import { findScheme, SCHEMES } from "./schemes.ts";
import { MAX_SECRETS } from "./secrets.ts";
import { isHeaderName, parseTemplate } from "./template.ts";

// A set of public keys with their certificates is the longest that people paste.
const MAX_SECRET_LENGTH = 16_384;
const MAX_TOLERANCE_SECONDS = 31_536_000;

const template = z
  .string()
  .min(1, "must not be empty")
  .max(1000, "must have at most 1,000 characters")
  .superRefine((source, context) => {
    const parsed = parseTemplate(source);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.message, continue: false });
  });

const seconds = z
  .number({ error: "must be a number of seconds" })
  .min(0, "must not be negative")
  .max(MAX_TOLERANCE_SECONDS, "must be at most a year");

const HASHES = ["sha1", "sha256", "sha512"] as const;
const MESSAGE_ALGORITHMS = [
  "hmac-sha256",
  "ed25519",
  "ecdsa-p256-sha256",
  "rsa-pss-sha512",
  "rsa-v1_5-sha256",
] as const;

// Short names that people use for two of RFC 9421's.
const ALIASES = new Map([
  ["ecdsa-p256", "ecdsa-p256-sha256"],
  ["rsa-v1_5", "rsa-v1_5-sha256"],
]);

const algorithm = z.preprocess(
  (name) => (typeof name === "string" ? (ALIASES.get(name) ?? name) : name),
  z.enum(
    [...HASHES, ...MESSAGE_ALGORITHMS],
    `must be sha1, sha256 or sha512, or for RFC 9421 ${MESSAGE_ALGORITHMS.join(", ")}`,
  ),
);

const pem = z.string().max(16_384, "must have at most 16,384 characters");

// Many clients write null for what is not set.
function withoutNulls(options: unknown): unknown {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return options;
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

const knownOptions = z
  .strictObject({
    header: z
      .string()
      .max(200)
      .refine(isHeaderName, { error: "is not the name of a header", abort: true })
      .optional(),
    alg: algorithm.optional(),
    encoding: z.enum(["hex", "base64", "base64url"], "must be hex, base64 or base64url").optional(),
    prefix: z.string().max(100, "must have at most 100 characters").optional(),
    key: z.enum(["utf8", "hex", "base64"], "must be utf8, hex or base64").optional(),
    template: template.optional(),
    timestamp: z
      .string()
      .max(200)
      .refine((source) => timestampHeader(source) !== null, {
        error: "must be written as header:name",
        abort: true,
      })
      .optional(),
    toleranceSeconds: seconds.optional(),
    tolerance: seconds.optional(),
    url: z.string().max(8192, "must have at most 8,192 characters").optional(),
    certPem: pem.optional(),
    cert_pem: pem.optional(),
    publicKeyPem: pem.optional(),
    public_key_pem: pem.optional(),
  })
  .transform(({ tolerance, cert_pem, public_key_pem, ...options }): SchemeOptions => {
    const toleranceSeconds = options.toleranceSeconds ?? tolerance;
    const certPem = options.certPem ?? cert_pem;
    const publicKeyPem = options.publicKeyPem ?? public_key_pem;
    return {
      ...options,
      ...(toleranceSeconds === undefined ? {} : { toleranceSeconds }),
      ...(certPem === undefined ? {} : { certPem }),
      ...(publicKeyPem === undefined ? {} : { publicKeyPem }),
    };
  });

/**
 * A scheme's settings beyond its secrets. `tolerance`, `cert_pem` and `public_key_pem` are other
 * names of `toleranceSeconds`, `certPem` and `publicKeyPem`; null is the same as absent.
 */
export const schemeOptionsSchema = z.preprocess(withoutNulls, knownOptions);

const knownIds = SCHEMES.map((scheme) => scheme.id).join(", ");

const scheme = z
  .string({ error: "must be the id of a scheme" })
  .refine((id) => findScheme(id) !== null, `is not known; use one of ${knownIds}`);

function secretList(minLength: number, minCount = 1) {
  const secret = z
    .string({ error: "must be text" })
    .min(minLength, "must not be empty")
    .max(MAX_SECRET_LENGTH, "must have at most 16,384 characters");
  return z
    .array(secret, { error: "must be a list of secrets" })
    .min(minCount, "must have at least one secret")
    .max(MAX_SECRETS, `must have at most ${MAX_SECRETS} secrets`);
}

type Setting = { scheme: string; options?: SchemeOptions | undefined };

// Whether the options fit together and suit the scheme: each alone was checked before.
function checkFit(setting: Setting, context: z.RefinementCtx): void {
  const row = findScheme(setting.scheme);
  if (!row) return;
  const configured = configureScheme(row, setting.options ?? {});
  if (configured.ok) return;
  const path = setting.options?.header === undefined ? ["options", "header"] : ["options"];
  context.addIssue({ code: "custom", path, message: configured.message });
}

function settingSchema(minSecrets: number) {
  return z
    .strictObject({
      scheme,
      secrets: secretList(1, minSecrets),
      options: schemeOptionsSchema.optional(),
    })
    .superRefine(checkFit);
}

/** How a new bin checks what arrives. */
export const signatureSettingSchema = settingSchema(1);

/** `PUT /bins/:id/signature`: no secrets, and the stored ones stay. */
export const signatureChangeSchema = settingSchema(0);

export type SignatureSettingInput = z.infer<typeof signatureSettingSchema>;

// No server takes as much; what a signature names in them would take long to read.
const MAX_HEADER_CHARACTERS = 262_144;

function fitsHeaders(headers: readonly (readonly [string, string])[]): boolean {
  const length = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return length <= MAX_HEADER_CHARACTERS;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const signedRequestSchema = z.object({
  method: z.string({ error: "must be text" }).min(1, "must not be empty").max(100),
  url: z.string({ error: "must be text" }).max(65_536),
  headers: z
    .array(z.tuple([z.string().max(1000), z.string().max(65_536)]), {
      error: "must be a list of [name, value]",
    })
    .max(2000, "must have at most 2,000 headers")
    .refine(fitsHeaders, "must have at most 262,144 characters in all"),
  bodyBase64: z
    .string({ error: "must be base64" })
    .refine((text) => text.length % 4 === 0 && BASE64.test(text), "is not base64")
    .nullish()
    .transform((text) => text ?? ""),
});

const HAS_ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/**
 * `POST /verify`: a check on its own. `now` stands for the time of arrival, in UTC where it names
 * no zone. No secrets and empty ones come through: that there is nothing to check with is the
 * check's own answer.
 */
export const verifyInputSchema = z
  .strictObject({
    scheme,
    secrets: secretList(0, 0),
    options: schemeOptionsSchema.nullish().transform((given) => given ?? undefined),
    now: z.iso
      .datetime({ offset: true, local: true, error: "must be an ISO 8601 date" })
      .transform((text) => new Date(HAS_ZONE.test(text) ? text : `${text}Z`))
      .nullish()
      .transform((date) => date ?? undefined),
    request: signedRequestSchema,
  })
  .superRefine(checkFit);
