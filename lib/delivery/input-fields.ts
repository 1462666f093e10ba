import { z } from "zod";
import { headerName, headerValue, TOKEN } from "#lib/http/header-syntax.ts";
import { forwardableHeaders, REFUSED_METHODS } from "./outgoing-headers.ts";
import { parseTarget } from "./target-url.ts";

const MAX_TARGET_CHARS = 4_096;
const MAX_HEADERS = 4_000;
const MAX_HEADER_CHARS = 64 * 1024;

/** An address to send to. */
export const targetUrlField = z
  .string({ error: "must be the URL to send to" })
  .trim()
  .max(MAX_TARGET_CHARS, `must have at most ${MAX_TARGET_CHARS} characters`)
  .superRefine((text, context) => {
    const verdict = parseTarget(text);
    if (!verdict.ok) context.addIssue({ code: "custom", message: verdict.message });
  });

export const methodField = z
  .string({ error: "must be text" })
  .max(32, "must have at most 32 characters")
  .regex(TOKEN, "must be an HTTP method such as POST")
  .refine((text) => !REFUSED_METHODS.includes(text.toUpperCase()), {
    error: ({ input }) => `${input} requests are captured but not sent on`,
  });

/** The name of a header. */
export const headerField = headerName.max(256, "must have at most 256 characters");

/** The name of a header that a target may be sent beside what was captured. */
export const settableHeaderField = headerField.refine(
  (name) => forwardableHeaders([[name, ""]]).length > 0,
  { error: ({ input }) => `${input} is written anew with every attempt and can't be set` },
);

function headerList(name: z.ZodType<string>) {
  const header = z.tuple([name, headerValue], { error: "must be a pair of name and value" });
  return z
    .array(header, { error: "must be a list of [name, value] pairs" })
    .max(MAX_HEADERS, `must be at most ${MAX_HEADERS} headers`)
    .refine(
      (list) => list.reduce((sum, pair) => sum + pair.join("").length, 0) <= MAX_HEADER_CHARS,
      `must have at most ${MAX_HEADER_CHARS} characters in all`,
    );
}

/** A HeaderList. */
export const headersField = headerList(headerField);

/** A HeaderList of what a target may be sent beside what was captured. */
export const settableHeadersField = headerList(settableHeaderField);
