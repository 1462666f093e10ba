import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { headerName, headerValue, TOKEN } from "#lib/http/header-syntax.ts";
import { REFUSED_METHODS } from "./outgoing-headers.ts";
import { parseTarget } from "./target-url.ts";

const MAX_TARGET_CHARS = 4_096;
const MAX_HEADERS = 4_000;
const MAX_HEADER_CHARS = 64 * 1024;
const MAX_KEY_CHARS = 255;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const target = z
  .string({ error: "must be the URL to send to" })
  .trim()
  .max(MAX_TARGET_CHARS, `must have at most ${MAX_TARGET_CHARS} characters`)
  .superRefine((text, context) => {
    const verdict = parseTarget(text);
    if (!verdict.ok) context.addIssue({ code: "custom", message: verdict.message });
  });

const method = z
  .string({ error: "must be text" })
  .max(32, "must have at most 32 characters")
  .regex(TOKEN, "must be an HTTP method such as POST")
  .refine((text) => !REFUSED_METHODS.includes(text.toUpperCase()), {
    error: ({ input }) => `${input} requests are captured but not sent on`,
  });

const header = z.tuple([headerName, headerValue], {
  error: "must be a pair of name and value",
});

const headers = z
  .array(header, { error: "must be a list of [name, value] pairs" })
  .max(MAX_HEADERS, `must be at most ${MAX_HEADERS} headers`)
  .refine(
    (list) =>
      list.reduce((sum, [name, value]) => sum + name.length + value.length, 0) <= MAX_HEADER_CHARS,
    `must have at most ${MAX_HEADER_CHARS} characters in all`,
  );

const notYet = (what: string) =>
  z
    .unknown()
    .optional()
    .refine((value) => !value, `${what} is not available yet: leave it out`);

/** `POST /requests/:id/deliveries`. What is absent stays as captured; `headers` replaces the whole list. */
export const createDeliverySchema = z.strictObject({
  target,
  method: method.optional(),
  headers: headers.optional(),
  bodyBase64: z
    .string({ error: "must be text" })
    .refine((text) => text.length % 4 === 0 && BASE64.test(text), "must be base64 with padding")
    .optional(),
  resign: notYet("signing again"),
  retry: notYet("retrying"),
});

export type CreateDelivery = z.infer<typeof createDeliverySchema>;

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
