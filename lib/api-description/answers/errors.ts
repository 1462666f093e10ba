import { z } from "zod";
import { answer } from "#lib/api-description/answer.ts";
import type { ErrorCode } from "#lib/errors.ts";

const CODES = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "rate_limited",
  "unavailable",
  "internal",
] as const;

export const errorAnswer = z.object({
  error: z.object({
    code: answer<ErrorCode>()(z.enum(CODES)),
    message: z.string().describe("A sentence for a person."),
    issues: z
      .array(
        z.object({
          path: z.string().describe("Dotted; empty for the whole input."),
          message: z.string(),
        }),
      )
      .exactOptional()
      .describe("Every field that is wrong, at most 50."),
  }),
});
