import { z } from "zod";
import { answer, count, maybeMoment, moment } from "#lib/api-description/answer.ts";
import type { BinDetail, BinSummary, Limits, RefusalSummary, SharedBin } from "#lib/bins/schema.ts";
import { signatureSetting } from "./signatures.ts";

export const limits = answer<Limits>()(
  z.object({
    maxRequests: count.describe("The newest unpinned requests are kept, so many of them."),
    maxBodyBytes: count.describe("Larger requests are answered 413 and not kept."),
    capturesPerMinute: count.nullable().describe("Null when there is no such limit."),
    retentionDays: count.describe("Days after its last request until an anonymous bin goes."),
    deliveriesPerMinute: count
      .nullable()
      .describe("Of all of an owner's bins together; null when there is no such limit."),
    maxDeadLetters: count.describe("The newest dead deliveries are kept, beside the requests."),
  }),
);

const refusal = answer<RefusalSummary>()(
  z.object({
    reason: z.enum(["body_too_large", "rate_limited"]),
    status: z.int(),
    count,
    lastAt: moment,
    method: z.string(),
    path: z.string(),
    remoteAddress: z.string(),
    declaredBytes: count
      .nullable()
      .describe("What Content-Length said; null when it said nothing."),
  }),
);

const summaryFields = {
  id: z.string().describe("Private: whoever owns the bin reads by it."),
  name: z.string(),
  slug: z.string().describe("Public: the last part of the capture URL."),
  captureUrl: z.url().describe("Where senders send to, with any path, query and method."),
  inspectUrl: z.url().describe("The page that shows the bin to its owner."),
  createdAt: moment,
  lastRequestAt: maybeMoment,
  expiresAt: maybeMoment.describe("Null for bins of an account, which stay."),
};

export const binSummary = answer<BinSummary>()(z.object(summaryFields));

export const binDetail = answer<BinDetail>()(
  z.object({
    ...summaryFields,
    limits,
    counts: z.object({ kept: count, pinned: count }).describe("Requests, unpinned and pinned."),
    signature: signatureSetting.nullable().describe("Null when no signature is checked."),
    recheck: z
      .object({ done: count, total: count })
      .nullable()
      .describe(
        "Stored requests that are being checked against a new setting; null when none are.",
      ),
    refusals: z.array(refusal).describe("What was turned away of late: at most 20, newest first."),
    owner: z.enum(["anonymous", "account"]),
  }),
);

export const sharedBin = answer<SharedBin>()(
  binDetail.pick({ id: true, name: true, limits: true, counts: true }),
);

export const createdBin = binSummary
  .pick({ id: true, slug: true, name: true, captureUrl: true, inspectUrl: true, expiresAt: true })
  .extend({
    ownerToken: z
      .string()
      .nullable()
      .describe(
        "The bearer token for this bin and the others that it owns. Null when the bin belongs to the account that is signed in.",
      ),
    limits,
  });
