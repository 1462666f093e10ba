import { z } from "zod";
import { answer, maybeMoment, moment } from "#lib/api-description/answer.ts";
import type { ApiTokenSummary, CreatedApiToken } from "#lib/tokens/schema.ts";

export const apiTokenSummary = answer<ApiTokenSummary>()(
  z.object({
    id: z.string(),
    name: z.string(),
    hint: z.string().describe("The last four characters of the token."),
    createdAt: moment,
    lastUsedAt: maybeMoment.describe("To the minute; null: never."),
  }),
);

export const createdApiToken = answer<CreatedApiToken>()(
  apiTokenSummary.extend({ token: z.string().describe("Told only now.") }),
);
