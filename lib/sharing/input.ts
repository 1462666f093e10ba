import { z } from "zod";

/** `POST /bins/:id/shares`. Credentials are hidden unless `redact` is false. */
export const createShareSchema = z.strictObject({
  requestId: z.uuid("must be the id of a request").optional(),
  expiresAt: z.iso
    .datetime({ offset: true, error: "must be a moment like 2026-12-31T12:00:00Z" })
    .transform((text) => new Date(text))
    .refine((date) => date > new Date(), "must be in the future")
    .optional(),
  password: z
    .string()
    .min(4, "needs at least 4 characters")
    .max(200, "must have at most 200 characters")
    .optional(),
  redact: z.boolean().default(true),
});

/** `POST /shares/unlock`. */
export const unlockSchema = z.strictObject({
  token: z.string().max(200),
  password: z.string().max(200),
});

export type CreateShare = z.infer<typeof createShareSchema>;
