import { z } from "zod";

/** `POST /bins/:id/tokens`. */
export const createApiTokenSchema = z.strictObject({
  name: z
    .string({ error: "must be text" })
    .trim()
    .min(1, "must not be empty")
    .max(80, "must have at most 80 characters")
    .default("API token"),
});

export type CreateApiToken = z.infer<typeof createApiTokenSchema>;
