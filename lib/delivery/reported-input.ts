import { z } from "zod";
import { headersField, methodField, targetUrlField } from "./input-fields.ts";
import { MAX_RESPONSE_BODY_BYTES } from "./schema.ts";

/** The JSON of a report: 128 KiB of an answer as base64, and the headers of both sides. */
export const MAX_REPORT_BYTES = 512 * 1024;

const MAX_BODY_BYTES = 2 ** 31 - 1;
const MAX_DURATION_MS = 86_400_000;
const MAX_ERROR_CHARS = 1_000;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** What only the server itself can find out, `guard` and `interrupted`, is not reported. */
const STAGES = ["dns", "connect", "tls", "timeout", "request", "response"] as const;

const bodyBase64 = z
  .string({ error: "must be the start of the body as base64" })
  .refine((text) => text.length % 4 === 0 && BASE64.test(text), {
    error: "must be base64 with padding",
    abort: true,
  })
  .transform((text) => Buffer.from(text, "base64"))
  .refine((bytes) => bytes.length <= MAX_RESPONSE_BODY_BYTES, {
    error: `must be at most the first ${MAX_RESPONSE_BODY_BYTES} bytes; say truncated: true`,
  });

const statusMessage = "must be a status from 100 to 999";

const response = z.object({
  status: z
    .number({ error: statusMessage })
    .int(statusMessage)
    .min(100, statusMessage)
    .max(999, statusMessage),
  headers: headersField,
  bodyBase64,
  truncated: z.boolean({ error: "must be true or false" }).default(false),
});

const attempt = z
  .object({
    at: z.iso
      .datetime({ offset: true, error: "must be a moment like 2026-12-31T12:00:00Z" })
      .transform((text) => new Date(text)),
    durationMs: z
      .number({ error: "must be milliseconds" })
      .min(0, "must not be negative")
      .max(MAX_DURATION_MS, "must be at most a day"),
    stage: z.enum(STAGES, `must be one of ${STAGES.join(", ")}`),
    error: z
      .string({ error: "must be a sentence" })
      .min(1, "must be a sentence, or null")
      .max(MAX_ERROR_CHARS, `must have at most ${MAX_ERROR_CHARS} characters`)
      .nullish()
      .transform((text) => text ?? null),
    request: z.object({
      method: methodField,
      headers: headersField,
      bodyBytes: z
        .number({ error: "must be the length of the body" })
        .int("must be a whole number")
        .min(0, "must not be negative")
        .max(MAX_BODY_BYTES, "is too large"),
    }),
    response: response.nullish().transform((answer) => answer ?? null),
  })
  .superRefine(({ stage, error, response: answer }, context) => {
    if (error !== null) return;
    if (answer === null) {
      const message = "must say what went wrong when there is no answer";
      context.addIssue({ code: "custom", path: ["error"], message });
    } else if (stage !== "response") {
      const message = "must be response when the answer arrived whole";
      context.addIssue({ code: "custom", path: ["stage"], message });
    }
  });

/**
 * `POST /requests/:id/deliveries/reported`: what a sender that is not this server did, as the
 * `Attempt` of schema.ts. `id`: what the target was told as `Hookglass-Delivery-Id`.
 */
export const reportDeliverySchema = z.strictObject({
  id: z.uuid({ version: "v7", error: "must be a UUID of version 7" }).toLowerCase().optional(),
  origin: z.enum(["cli", "browser"], "must be cli or browser"),
  target: targetUrlField,
  attempt,
});

export type ReportDelivery = z.output<typeof reportDeliverySchema>;
