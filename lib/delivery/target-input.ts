import { z } from "zod";
import { compileSearch } from "#lib/inspection/search-grammar.ts";
import { listSchemes } from "#lib/signatures/schemes.ts";
import {
  headerField,
  settableHeaderField,
  settableHeadersField,
  targetUrlField,
} from "./input-fields.ts";
import { DEFAULT_SETTINGS, type TargetSettings } from "./target-settings.ts";

const DAY_MS = 86_400_000;
const MAX_ATTEMPTS = 20;

const whole = (least: number, most: number) =>
  z
    .number({ error: "must be a number" })
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

/** When to try again. */
export const retrySchema = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("default") }),
    z.strictObject({
      kind: z.literal("linear"),
      everyMs: whole(100, DAY_MS),
      attempts: whole(1, MAX_ATTEMPTS),
    }),
    z.strictObject({
      kind: z.literal("exponential"),
      baseMs: whole(100, DAY_MS),
      factor: z
        .number("must be a number")
        .min(1, "must be at least 1")
        .max(10, "must be at most 10"),
      maxMs: whole(100, DAY_MS),
      attempts: whole(1, MAX_ATTEMPTS),
    }),
  ],
  { error: "must be none, default, linear or exponential" },
);

/** `POST /targets/preview`. */
export const previewSchema = z.strictObject({ retry: retrySchema });

const filter = z
  .string({ error: "must be text" })
  .trim()
  .superRefine((text, context) => {
    const search = compileSearch(text);
    if (search.ok) return;
    const message = `${search.message} (at character ${search.position + 1})`;
    context.addIssue({ code: "custom", message });
  });

const orderKey = z
  .string({ error: "must be text" })
  .regex(
    /^(?:header:[!#$%&'*+.^_`|~0-9A-Za-z-]+|query:[^\s]+|body(?:\.[^\s.]+)+)$/,
    "must be header:Name, query:name or body.path.to.field",
  )
  .max(200, "must have at most 200 characters");

const template = z
  .string({ error: "must be text" })
  .max(16_384, "must have at most 16,384 characters");

const chain = z.strictObject({
  targetId: z.string({ error: "must be the id of a target of this bin" }),
  body: z.enum(["response", "original"], "must be response or original"),
  template: z
    .strictObject({
      url: template.nullable().default(null),
      headers: z
        .array(z.tuple([settableHeaderField, template]))
        .max(100, "must be at most 100")
        .default([]),
      body: template.nullable().default(null),
    })
    .default({ url: null, headers: [], body: null }),
});

const status = whole(100, 599);

const settingsShape = {
  forward: z.boolean("must be true or false"),
  appendPath: z.boolean("must be true or false"),
  appendQuery: z.boolean("must be true or false"),
  addHeaders: settableHeadersField,
  removeHeaders: z.array(headerField).max(100, "must be at most 100"),
  timeoutMs: whole(1_000, 60_000),
  verifyTls: z.boolean("must be true or false"),
  filter,
  onlyVerified: z.boolean("must be true or false"),
  order: z.enum(["parallel", "bin", "key"], "must be parallel, bin or key"),
  orderKey: orderKey.nullable(),
  concurrency: whole(1, 64),
  ratePerSecond: z
    .number({ error: "must be a number" })
    .min(0.01, "must be at least 0.01")
    .max(10_000, "must be at most 10,000")
    .nullable(),
  retry: retrySchema,
  successStatuses: z
    .array(z.string().regex(/^(?:[1-5]xx|[1-5]\d\d)$/, "must be like 2xx or 204"))
    .min(1, "must name at least one")
    .max(50, "must be at most 50"),
  neverRetryStatuses: z.array(status).max(50, "must be at most 50"),
  deliverOnce: z.boolean("must be true or false"),
  resign: z.enum(["off", "bin", "own"], "must be off, bin or own"),
  signatureScheme: z
    .string()
    .refine((id) => listSchemes().some((scheme) => scheme.id === id), "is no scheme we know")
    .nullable(),
  chain: chain.nullable(),
} satisfies { [Name in keyof TargetSettings]: z.ZodType<TargetSettings[Name]> };

const identity = {
  name: z
    .string({ error: "must be text" })
    .trim()
    .min(1, "must not be empty")
    .max(80, "must have at most 80 characters"),
  url: targetUrlField,
  state: z.enum(["running", "paused"], "must be running or paused"),
  secret: z
    .string({ error: "must be text" })
    .min(1, "must not be empty")
    .max(1_000, "must have at most 1,000 characters")
    .nullable(),
};

const partial = z.strictObject({ ...identity, ...settingsShape }).partial();

/** `PATCH /targets/:id`: what is absent stays. */
export const updateTargetSchema = partial;
/** `POST /bins/:id/targets`. */
export const createTargetSchema = partial.required({ name: true, url: true });

export type UpdateTarget = z.infer<typeof updateTargetSchema>;
export type CreateTarget = z.infer<typeof createTargetSchema>;

const settingsSchema = z.object(settingsShape).partial();

/** The settings of a stored target. What this version does not know, or an earlier did not, has its default. */
export function readSettings(stored: unknown): TargetSettings {
  const parsed = settingsSchema.safeParse(stored);
  return { ...DEFAULT_SETTINGS, ...(parsed.success ? withoutUndefined(parsed.data) : {}) };
}

/** The given ones among the settings: absent ones must not stand in the way of a default. */
export function withoutUndefined(values: z.infer<typeof settingsSchema>): Partial<TargetSettings> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
