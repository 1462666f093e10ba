import { z } from "zod";
import { answer } from "#lib/api-description/answer.ts";
import type { SignatureSetting } from "#lib/bins/schema.ts";
import type { SchemeOptions, Verification } from "#lib/signatures/schema.ts";

export const schemeOptions = answer<SchemeOptions>()(
  z.object({
    header: z.string().optional(),
    alg: z
      .enum([
        ...(["sha1", "sha256", "sha512"] as const),
        ...(["hmac-sha256", "ed25519", "ecdsa-p256-sha256"] as const),
        ...(["rsa-pss-sha512", "rsa-v1_5-sha256"] as const),
      ])
      .optional(),
    encoding: z.enum(["hex", "base64", "base64url"]).optional(),
    prefix: z.string().optional(),
    key: z.enum(["utf8", "hex", "base64"]).optional(),
    template: z.string().optional(),
    timestamp: z.string().optional(),
    toleranceSeconds: z.number().optional(),
    url: z.string().optional(),
    certPem: z.string().optional(),
    publicKeyPem: z.string().optional(),
  }),
);

export const signatureSetting = answer<SignatureSetting>()(
  z.object({
    scheme: z.string(),
    options: schemeOptions,
    secrets: z
      .array(z.object({ id: z.string(), hint: z.string() }))
      .describe("A secret never comes back; its hint is enough to recognise it by."),
  }),
);

const check = z.object({
  name: z.enum(["header", "secret", "format", "signature", "token", "body", "timestamp"]),
  ok: z.boolean(),
  detail: z.string().describe("A sentence."),
});

export const verificationStatus = z.enum(["verified", "authenticated", "failed", "unverifiable"]);

const CAUSES = [
  "missing_header",
  "malformed",
  "signature_mismatch",
  "timestamp_out_of_tolerance",
  "key_unavailable",
  "secret_malformed",
  "algorithm_refused",
] as const;

export const verification = answer<Verification>()(
  z.object({
    scheme: z.string(),
    status: verificationStatus.describe(
      "`verified`: the signature covers the body and is right. `authenticated`: a shared token is right, which does not cover the body. `failed`: see `cause`. `unverifiable`: it cannot be judged here.",
    ),
    cause: z.enum(CAUSES).nullable(),
    message: z.string().describe("One sentence for a person."),
    checks: z
      .array(check)
      .describe(
        "In the order they ran. What can fail apart is told apart: a right signature on an old timestamp has signature ok and timestamp not.",
      ),
    signedContent: z
      .object({
        parts: z.array(z.object({ name: z.string(), text: z.string() })),
        truncated: z.boolean(),
      })
      .exactOptional()
      .describe("What was signed, as text, up to 64 KiB."),
    expected: z
      .string()
      .exactOptional()
      .describe(
        "What the matching secret gives, or else the first. Absent for shared tokens and share links.",
      ),
    received: z.string().exactOptional().describe("The signature that came with the request."),
    timestampSkewMs: z
      .number()
      .exactOptional()
      .describe("Time of arrival minus the request's own timestamp: positive when it is old."),
    matchedSecret: z
      .int()
      .exactOptional()
      .describe("Position, from 0, of the secret that matched."),
    hints: z.array(z.string()).describe("What the look of secret and headers suggests."),
  }),
);
