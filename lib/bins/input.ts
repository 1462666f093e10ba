import { z } from "zod";
import type { SettingChange } from "#lib/signatures/diagnosis/diagnosis.ts";
import type { SecretEdit } from "#lib/signatures/diagnosis/edit-secret.ts";
import { schemeOptionsSchema, signatureSettingSchema } from "#lib/signatures/options.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { MAX_SECRETS } from "#lib/signatures/secrets.ts";

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

const EDITS: { [Edit in SecretEdit]: Edit } = {
  unquote: "unquote",
  remove_spaces: "remove_spaces",
  remove_name: "remove_name",
  remove_whsec: "remove_whsec",
  add_whsec: "add_whsec",
  remove_v1: "remove_v1",
  decode_url: "decode_url",
  add_line_break: "add_line_break",
};

const scheme = z
  .string({ error: "must be the id of a scheme" })
  .refine((id) => findScheme(id) !== null, "is not known");

/** `PATCH /bins/:id/signature`: a change that a diagnosis proposed. */
export const settingChangeSchema: z.ZodType<SettingChange> = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("scheme"), scheme }),
    z.strictObject({ kind: z.literal("options"), options: schemeOptionsSchema }),
    z.strictObject({
      kind: z.literal("edit_secret"),
      position: z.int("must be a position").min(0).max(MAX_SECRETS),
      edit: z.enum(EDITS, "is not known"),
    }),
    z.strictObject({ kind: z.literal("other_secret"), id: z.string({ error: "must be text" }) }),
  ],
  "must be scheme, options, edit_secret or other_secret",
);
