import { z } from "zod";
import { signatureSettingSchema } from "#lib/signatures/options.ts";

const name = z
  .string({ error: "must be text" })
  .trim()
  .min(1, "must not be empty")
  .max(80, "must have at most 80 characters");

/** `POST /bins`. */
export const createBinSchema = z.strictObject({
  name: name.optional(),
  signature: signatureSettingSchema.optional(),
});

/** `PATCH /bins/:id`. */
export const updateBinSchema = z.strictObject({ name: name.optional() });

export type CreateBin = z.infer<typeof createBinSchema>;
export type UpdateBin = z.infer<typeof updateBinSchema>;
