import { z } from "zod";
import { answer, maybeMoment, moment } from "#lib/api-description/answer.ts";
import type { CreatedShare, ShareSummary } from "#lib/sharing/schema.ts";

export const shareSummary = answer<ShareSummary>()(
  z.object({
    id: z.string(),
    requestId: z.uuid().nullable().describe("Null: the whole bin."),
    redact: z.boolean(),
    hasPassword: z.boolean(),
    createdAt: moment,
    expiresAt: maybeMoment,
  }),
);

export const createdShare = answer<CreatedShare>()(
  shareSummary.extend({
    url: z.url().describe("The page that the link opens."),
    token: z.string().describe("Told only now. Also a bearer token for reading through the API."),
  }),
);
