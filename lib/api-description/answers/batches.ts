import { z } from "zod";
import { answer, count, maybeMoment, moment } from "#lib/api-description/answer.ts";
import type { LabRun, Resend } from "#lib/delivery/schema.ts";

const state = z.enum(["running", "done", "cancelled"]);

export const resend = answer<Resend>()(
  z.object({
    id: z.uuid(),
    binId: z.string(),
    state: state.describe(
      "`done`: all were looked at, and what matched is queued; the counts say what became of it.",
    ),
    total: count.describe("Requests to look at."),
    seen: count.describe("Looked at so far."),
    counts: z
      .object({ pending: count, succeeded: count, failed: count, cancelled: count })
      .describe("Its deliveries by what became of them."),
    createdAt: moment,
    finishedAt: maybeMoment,
  }),
);

export const labRun = answer<LabRun>()(
  z.object({
    id: z.uuid(),
    binId: z.string(),
    requestId: z.uuid(),
    state,
    pattern: z.enum(["at_once", "spaced", "shuffled", "pairs"]),
    times: count,
    answers: z
      .array(
        z.object({
          status: z.int().nullable().describe("Null without an answer."),
          error: z.string().nullable(),
          bodyHash: z.string().nullable(),
          count,
          fastestMs: z.number(),
          slowestMs: z.number(),
          deliveryIds: z.array(z.uuid()),
        }),
      )
      .describe("Equal answers to the repeated request, the most frequent first."),
    verdict: z.object({
      idempotent: z.enum(["likely", "unlikely", "unknown"]),
      sentence: z.string(),
    }),
    createdAt: moment,
  }),
);
