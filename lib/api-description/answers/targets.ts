import { z } from "zod";
import { answer, count, headerList, maybeMoment, moment } from "#lib/api-description/answer.ts";
import type { RecentTarget, SchedulePreview, Target } from "#lib/delivery/schema.ts";
import { retrySchema } from "#lib/delivery/target-input.ts";

const chainLink = z.object({
  targetId: z.string(),
  body: z.enum(["response", "original"]),
  template: z.object({
    url: z.string().nullable(),
    headers: headerList,
    body: z.string().nullable(),
  }),
});

export const target = answer<Target>()(
  z.object({
    id: z.string(),
    binId: z.string(),
    name: z.string(),
    url: z.string(),
    state: z.enum(["running", "paused"]).describe("`paused`: nothing is sent, deliveries wait."),
    forward: z.boolean(),
    appendPath: z.boolean(),
    appendQuery: z.boolean(),
    addHeaders: headerList,
    removeHeaders: z.array(z.string()),
    timeoutMs: count,
    verifyTls: z.boolean(),
    filter: z.string(),
    onlyVerified: z.boolean(),
    order: z.enum(["parallel", "bin", "key"]),
    orderKey: z.string().nullable(),
    concurrency: count,
    ratePerSecond: z.number().nullable(),
    retry: retrySchema,
    successStatuses: z.array(z.string()),
    neverRetryStatuses: z.array(z.int()),
    deliverOnce: z.boolean(),
    resign: z.enum(["off", "bin", "own"]),
    signatureScheme: z.string().nullable(),
    chain: chainLink.nullable(),
    secretHint: z.string().nullable().describe("Enough to recognise its own secret by."),
    createdAt: moment,
    counts: z.object({
      succeeded: count,
      failedAttempts: count,
      pending: count.describe("Queued, waiting or being sent now."),
      dead: count,
      skipped: count.describe("Not queued, because too many were waiting."),
    }),
    lastSuccessAt: maybeMoment,
    lastError: z.string().nullable(),
    lastErrorAt: maybeMoment,
    breaker: z
      .object({
        state: z.enum(["closed", "open", "probing"]),
        probeAt: maybeMoment.describe("When the next probe goes out; null unless open."),
      })
      .describe("The circuit breaker of the target's host, as this server sees it."),
  }),
);

export const schedulePreview = answer<SchedulePreview>()(
  z.object({
    attempts: z.array(
      z.object({
        attempt: z.int().min(1),
        earliestMs: z.number().describe("Since the attempt before."),
        latestMs: z.number(),
        afterStartMs: z.number().describe("Since the first attempt, without jitter."),
      }),
    ),
    summary: z.string().describe("Last try in 1 d 3 h."),
  }),
);

/** An address that was used by hand. */
export const recentTarget = answer<RecentTarget>()(
  z.object({ url: z.string(), lastUsedAt: moment }),
);
