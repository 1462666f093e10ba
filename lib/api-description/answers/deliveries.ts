import { z } from "zod";
import { answer, count, headerList, maybeMoment, moment } from "#lib/api-description/answer.ts";
import {
  type Attempt,
  DELIVERY_STATES,
  type DeadLetterPage,
  type Delivery,
  type DeliveryPage,
  type DeliverySummary,
  type Lineage,
} from "#lib/delivery/schema.ts";
import { nextCursor } from "./requests.ts";

const attempt = answer<Attempt>()(
  z.object({
    number: z.int().min(1),
    at: moment,
    durationMs: z.number(),
    stage: z
      .enum(["guard", "dns", "connect", "tls", "timeout", "request", "response", "interrupted"])
      .describe(
        "Where it ended. `response`: an answer arrived, whatever its status. `interrupted`: this server stopped meanwhile, and the target may or may not have got it.",
      ),
    error: z
      .string()
      .nullable()
      .describe("A sentence saying what went wrong; null when an answer arrived."),
    request: z.object({
      method: z.string(),
      url: z.string(),
      headers: headerList,
      bodyBytes: count,
    }),
    response: z
      .object({
        status: z.int(),
        headers: headerList,
        bodyBase64: z
          .string()
          .nullable()
          .describe(
            "The first 128 KiB. Null in a list when it has more than 4 KiB: read the delivery itself.",
          ),
        truncated: z.boolean(),
      })
      .nullable(),
  }),
);

export const deliverySummary = answer<DeliverySummary>()(
  z.object({
    id: z.uuid(),
    requestId: z.uuid(),
    binId: z.string(),
    targetId: z.string().nullable().describe("The saved target; null for a URL given by hand."),
    targetName: z
      .string()
      .nullable()
      .describe("What it is called now; null for a URL given by hand, and when it was deleted."),
    target: z.string().describe("The URL."),
    state: z
      .enum(DELIVERY_STATES)
      .describe(
        "`queued` → `running` → `succeeded`; or `waiting` for the next attempt and round again; out of attempts it is `dead` where retries were promised, `failed` where there was to be one attempt only.",
      ),
    origin: z
      .enum(["resend", "rule", "bulk", "lab", "chain", "cli", "browser"])
      .describe("What made it; `cli` and `browser` sent it themselves and reported it."),
    attemptCount: count.describe("Attempts begun so far."),
    nextAttemptAt: maybeMoment.describe("Null while it is being sent and when it has ended."),
    reason: z
      .string()
      .nullable()
      .describe("What the last attempt came to, to group by: `http_503`, `timeout`, `connect`, …"),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable().describe("A sentence; null when there is nothing to say."),
    batchId: z.uuid().nullable().describe("The bulk resend or lab run that it belongs to."),
    parentId: z.uuid().nullable().describe("The delivery whose answer this one carries on."),
    depth: count.describe("How many links of a chain came before."),
    createdAt: moment,
    finishedAt: maybeMoment,
  }),
);

export const delivery = answer<Delivery>()(
  deliverySummary.extend({
    attempts: z.array(attempt).describe("Every finished attempt, first to last."),
  }),
);

/** A line of the export. */
export const exportedDeadLetter = delivery.extend({
  captured: z
    .object({
      id: z.uuid(),
      method: z.string(),
      target: z.string(),
      headers: headerList,
      receivedAt: moment,
      bodyBase64: z.string(),
    })
    .nullable()
    .describe("The request; null when it was deleted."),
});

export const deliveryPage = answer<DeliveryPage>()(
  z.object({ items: z.array(deliverySummary), nextCursor }),
);

export const deadLetterPage = answer<DeadLetterPage>()(
  z.object({
    items: z.array(
      deliverySummary.extend({
        captured: z
          .object({ method: z.string(), path: z.string() })
          .nullable()
          .describe("The request that did not arrive; null when it was deleted."),
      }),
    ),
    nextCursor,
    total: count.describe("All of them, whatever page and filter."),
    maxPerBin: count.describe("The most that one bin keeps; the oldest go beyond it."),
    groups: z
      .array(z.object({ reason: z.string(), label: z.string(), count }))
      .describe("All of them by reason, the most frequent first."),
  }),
);

export const lineage = answer<Lineage>()(
  z.object({
    eventId: z.string(),
    from: z
      .string()
      .describe("What tells that they are the same: the name of a header, of a field, or `body`."),
    captures: z
      .array(
        z.object({
          requestId: z.uuid(),
          receivedAt: moment,
          replyStatus: z.int(),
          gapMs: z.number().nullable().describe("Since the capture before; null for the first."),
          sentence: z.string(),
        }),
      )
      .describe("Oldest first."),
    published: z
      .object({
        provider: z.string(),
        text: z.string(),
        delaysMs: z.array(z.number()).nullable(),
        sourceUrl: z.url(),
      })
      .nullable()
      .describe("What the provider says of its retries; null when it is not known who sent it."),
  }),
);
