import { z } from "zod";

/**
 * The schema of an answer, held to the type that the code answers with: neither can gain, lose or
 * change a field without the other.
 */
export function answer<Type>() {
  return <Schema extends z.ZodType<Type>>(
    schema: Schema &
      (Type extends z.output<Schema> ? unknown : "lacks something that the type has"),
  ): Schema => schema;
}

/** A moment in an answer, always in UTC: `2026-12-31T12:00:00.000Z`. */
export const moment = z.iso.datetime();

/** A moment that may not have come. */
export const maybeMoment = moment.nullable();

/** A count or a length. */
export const count = z.int().min(0);

/** Header fields in an answer. */
export const headerList = z
  .array(z.tuple([z.string(), z.string()]))
  .describe("[name, value] pairs in the order, case and repetition of the wire.");

/** The id alone, for what goes on by itself afterwards. */
export const createdId = z.object({ id: z.uuid() });
