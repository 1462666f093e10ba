import { z } from "zod";

/** The query of `GET /bins/:id/requests`. */
export const listSchema = z.object({
  limit: z.coerce
    .number({ error: "must be a number" })
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(500, "must be at most 500")
    .default(50),
  cursor: z
    .uuid("must be a cursor that a page gave as nextCursor")
    .optional()
    .transform((cursor) => cursor ?? null),
  q: z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    .refine((text) => !text.includes("\0"), "must not contain a NUL character")
    .optional()
    .transform((q) => q || null),
});

/** The query of `DELETE /bins/:id/requests`. */
export const clearSchema = z.object({
  pinned: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((text) => text === "true"),
});

/** `PATCH /requests/:id`. */
export const updateRequestSchema = z.strictObject({
  pinned: z.boolean("must be true or false"),
});

/** `POST /requests/:id/diagnosis`. */
export const diagnoseRequestSchema = z.strictObject({
  /** Try changes to a large body too, which takes its time. */
  wholeBody: z.boolean({ error: "must be true or false" }).default(false),
});
