import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { withoutShorthand } from "./delivery-shorthand.ts";
import { headersField, methodField, targetUrlField } from "./input-fields.ts";
import { DELIVERY_STATES } from "./schema.ts";
import { retrySchema } from "./target-input.ts";

const MAX_KEY_CHARS = 255;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const targetId = z.string({ error: "must be the id of a target" }).max(64, "is no id");

/** False and null are as good as absent: not signed anew. */
const resign = z
  .union([z.boolean(), z.literal("force"), z.null()], { error: 'must be true, false or "force"' })
  .optional();

const onePart = (what: string) =>
  z
    .string({ error: "must be text" })
    .max(8_192, "must have at most 8,192 characters")
    .regex(/^[\x21-\x7e]*$/, `must be a ${what} as it stands in a URL, without spaces`);

/** What is absent stays as captured; `headers` replaces the whole list. */
const deliveryFields = z
  .strictObject({
    target: targetUrlField.optional(),
    targetId: targetId.optional(),
    method: methodField.optional(),
    path: onePart("path").optional(),
    query: onePart("query").optional(),
    headers: headersField.optional(),
    bodyBase64: z
      .string({ error: "must be text" })
      .refine((text) => text.length % 4 === 0 && BASE64.test(text), "must be base64 with padding")
      .optional(),
    resign,
    retry: retrySchema.nullish(),
  })
  .superRefine((input, context) => {
    if ((input.target === undefined) === (input.targetId === undefined)) {
      const message =
        input.target === undefined
          ? "must be the URL to send to"
          : "leave it out when targetId is there";
      context.addIssue({ code: "custom", path: ["target"], message });
    }
  });

/** `POST /requests/:id/deliveries`. */
export const createDeliverySchema = z.preprocess(withoutShorthand, deliveryFields);

export type CreateDelivery = z.infer<typeof createDeliverySchema>;

const cursor = z
  .uuid("must be a cursor that a page gave as nextCursor")
  .optional()
  .transform((text) => text ?? null);
const limit = z.coerce
  .number({ error: "must be a number" })
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(200, "must be at most 200")
  .default(50);

/** The query of `GET /bins/:id/deliveries`; `state` may name several, separated by commas. */
export const listDeliveriesSchema = z.object({
  state: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(DELIVERY_STATES, `must be one of ${DELIVERY_STATES.join(", ")}`)))
    .optional(),
  targetId: targetId.optional(),
  batchId: z.uuid("must be the id of a resend or a lab run").optional(),
  cursor,
  limit,
});

const reason = z
  .string({ error: "must be text" })
  .min(1, "must not be empty")
  .max(64, "is no reason");

/** The query of `GET …/dead-letters`. */
export const deadLettersSchema = z.object({
  reason: reason.optional(),
  targetId: targetId.optional(),
  cursor,
  limit,
});

/** `POST …/dead-letters/redrive`: some, those of a reason, a target or both, or all. */
export const redriveSchema = z.union(
  [
    z.strictObject({ ids: z.array(z.uuid("must be ids of deliveries")).min(1).max(1_000) }),
    z.strictObject({ reason, targetId: targetId.optional() }),
    z.strictObject({ targetId }),
    z.strictObject({ all: z.literal(true) }),
  ],
  { error: "must be {ids}, {reason}, {targetId} or {all: true}" },
);

export type Redrive = z.infer<typeof redriveSchema>;

/** `POST /bins/:id/resends`: the requests of some ids, or all that a search finds. */
export const createResendSchema = z
  .strictObject({
    targetIds: z.array(targetId).min(1, "must name at least one").max(10, "must be at most 10"),
    q: z
      .string({ error: "must be text" })
      .trim()
      .max(200, "must have at most 200 characters")
      .optional(),
    ids: z
      .array(z.uuid("must be ids of requests"))
      .min(1)
      .max(1_000, "must be at most 1,000")
      .optional(),
    resign,
  })
  .refine((input) => input.ids === undefined || input.q === undefined, {
    error: "give q or ids, not both",
    path: ["ids"],
  });

export type CreateResend = z.infer<typeof createResendSchema>;

const labFields = z
  .strictObject({
    target: targetUrlField.optional(),
    targetId: targetId.optional(),
    times: z
      .number("must be a number")
      .int()
      .min(2, "must be at least 2")
      .max(100, "must be at most 100"),
    pattern: z.enum(
      ["at_once", "spaced", "shuffled", "pairs"],
      "must be at_once, spaced, shuffled or pairs",
    ),
    spacingMs: z
      .number("must be a number")
      .int("must be a whole number")
      .min(0, "must be at least 0")
      .max(60_000, "must be at most 60,000")
      .default(1_000),
  })
  .refine((input) => (input.target === undefined) !== (input.targetId === undefined), {
    error: "give either target or targetId",
    path: ["target"],
  });

/** `POST /requests/:id/lab`. */
export const createLabSchema = z.preprocess(withoutShorthand, labFields);

export type CreateLab = z.infer<typeof createLabSchema>;

/** How the database says it. */
export function resignOf(value: boolean | "force" | null | undefined): "off" | "on" | "force" {
  if (value === "force") return "force";
  return value ? "on" : "off";
}

/** The `Idempotency-Key` of a call; null when there is none. Throws `invalid_input` when it is too long. */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get("idempotency-key")?.trim();
  if (!key) return null;
  if (key.length <= MAX_KEY_CHARS) return key;
  throw new AppError(
    "invalid_input",
    `Idempotency-Key may have at most ${MAX_KEY_CHARS} characters`,
  );
}
