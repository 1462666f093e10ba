import { z } from "zod";
import { targetUrlField } from "#lib/delivery/input-fields.ts";
import { headerName, headerValue, TOKEN } from "#lib/http/header-syntax.ts";
import { BREAKAGES } from "#lib/simulators/break-sample.ts";
import { findSample } from "#lib/simulators/catalogue.ts";

const MAX_HEADERS = 200;
const MAX_SECRET_CHARS = 4096;

/** What frames the message (RFC 9112 §6): a wrong one would make it another message, or none. */
const FRAMING = [
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

const header = z.tuple(
  [
    headerName.refine((name) => !FRAMING.includes(name.toLowerCase()), {
      error: ({ input }) => `${input} is set when the request is sent: leave it out`,
    }),
    headerValue.max(65_536),
  ],
  { error: "must be a pair of name and value" },
);

/** Dots that lead upwards would leave the bin, in whatever spelling. */
function staysBelow(path: string): boolean {
  const url = URL.parse(`http://bin/in/bin${path}`);
  return url?.pathname.startsWith("/in/bin/") === true;
}

const edits = z.strictObject({
  method: z
    .string()
    .max(32, "must have at most 32 characters")
    .regex(TOKEN, "must be an HTTP method such as POST")
    .refine((method) => method.toUpperCase() !== "CONNECT", "CONNECT can't be sent to a bin")
    .optional(),
  path: z
    .string()
    .max(4096, "must have at most 4,096 characters")
    .regex(/^\/[\x21\x22\x24-\x7e]*$/, {
      error: "must begin with / and have no spaces",
      abort: true,
    })
    .refine(staysBelow, "must stay below the capture URL")
    .optional(),
  headers: z
    .array(header, { error: "must be a list of [name, value] pairs" })
    .max(MAX_HEADERS, `must be at most ${MAX_HEADERS} headers`)
    .optional(),
  body: z.string({ error: "must be text" }).optional(),
});

/** A request without a signature, or the signed samples by their first names. */
const KINDS = ["test", "github", "stripe"] as const;

const FIRST_SAMPLES = {
  github: { provider: "github", event: "push" },
  stripe: { provider: "stripe", event: "payment_intent.succeeded" },
};

/**
 * A `kind`, or a provider and its event. `id` is the delivery's own, so
 * that what a preview showed is what is sent; `secret` signs instead of the bin's.
 */
const sendSampleSchema = z
  .strictObject({
    kind: z.enum(KINDS, "must be test, github or stripe").optional(),
    provider: z.string({ error: "must be a provider's id" }).max(100).optional(),
    event: z.string({ error: "must be an event's id" }).max(100).optional(),
    id: z.uuid("must be a UUID").optional(),
    edits: edits.optional(),
    breakage: z.enum(BREAKAGES, `must be one of ${BREAKAGES.join(", ")}`).optional(),
    secret: z
      .string()
      .min(1, "must not be empty")
      .max(MAX_SECRET_CHARS, "must have at most 4,096 characters")
      .optional(),
  })
  .superRefine(({ kind, provider, event }, context) => {
    if (kind !== undefined) return;
    if (provider === undefined) {
      context.addIssue({ code: "custom", path: ["provider"], message: "must be given" });
    } else if (findSample(provider, event ?? "") === null) {
      const message = `${provider} has no event ${event ?? "without a name"}: see GET /simulators`;
      context.addIssue({ code: "custom", path: ["event"], message });
    }
  });

export type SendSample = z.output<typeof sendSampleSchema>;

/** `POST /bins/:id/samples`: a sample, and an address that the captured sample is sent on to. */
export const orderSampleSchema = sendSampleSchema.safeExtend({ target: targetUrlField.optional() });

/** The sample that is asked for; null for the unsigned test request. */
export function chosenSample({ kind, provider = "", event = "" }: SendSample) {
  if (kind === "test") return null;
  const ids = kind === undefined ? { provider, event } : FIRST_SAMPLES[kind];
  return findSample(ids.provider, ids.event);
}
