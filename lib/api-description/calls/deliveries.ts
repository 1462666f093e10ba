import { z } from "zod";
import { createdId } from "#lib/api-description/answer.ts";
import { delivery, deliveryPage, lineage } from "#lib/api-description/answers/deliveries.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup } from "#lib/api-description/operation.ts";
import { createDeliverySchema, listDeliveriesSchema } from "#lib/delivery/input.ts";
import { REPORT_DELIVERY } from "./reported-deliveries.ts";

const RESIGN =
  "`true` signs anew, with the target's own secret or the bin's; refused with `conflict` when the request's signature did not verify. `force` signs that one too.";

const example = {
  id: EXAMPLE.deliveryId,
  requestId: EXAMPLE.requestId,
  binId: EXAMPLE.binId,
  targetId: null,
  targetName: null,
  target: EXAMPLE.url,
  state: "succeeded",
  origin: "resend",
  attemptCount: 1,
  nextAttemptAt: null,
  reason: null,
  lastStatus: 200,
  lastError: null,
  batchId: null,
  parentId: null,
  depth: 0,
  createdAt: EXAMPLE.at,
  finishedAt: EXAMPLE.at,
  attempts: [
    {
      number: 1,
      at: EXAMPLE.at,
      durationMs: 84,
      stage: "response",
      error: null,
      request: {
        method: "POST",
        url: EXAMPLE.url,
        headers: [["Content-Type", "application/json"]],
        bodyBytes: 17,
      },
      response: {
        status: 200,
        headers: [["content-type", "text/plain"]],
        bodyBase64: "b2s=",
        truncated: false,
      },
    },
  ],
};

/** The filters of a list of deliveries. */
export const LIST_FIELDS = {
  targetId: "Only those to this target.",
  cursor: "`nextCursor` of the page before.",
  limit: "Deliveries in a page.",
};

export const DELIVERIES: CallGroup = {
  title: "Deliveries",
  description:
    "A delivery carries one captured request to one target, with every attempt and its answer. Private networks are out of reach unless the server allows them.",
  calls: [
    {
      id: "createDelivery",
      method: "post",
      path: "/requests/{requestId}/deliveries",
      summary: "Send a request to a target",
      description:
        "It goes out at once; read the delivery to see what came of it. What is absent stays as captured.",
      access: "owner",
      takesIdempotencyKey: true,
      body: {
        ...body(
          createDeliverySchema,
          {
            target:
              "The URL to send to: this or `targetId`. `{url}`, `{id}` and the id of a saved target are taken too.",
            targetId: "A saved target of the bin: this or `target`.",
            method: "Instead of the captured one.",
            path: "Appended to the target's URL.",
            query: "Appended to the target's URL.",
            headers: "Replaces the whole list. An object of names and values is taken too.",
            bodyBase64: "Instead of the captured body.",
            resign: RESIGN,
            retry:
              "When to try again. Absent: one attempt only. `true` is taken for `default`, `false` for `none`.",
          },
          { target: EXAMPLE.url, retry: { kind: "linear", everyMs: 5_000, attempts: 3 } },
        ),
        carriesBody: true,
      },
      answers: [
        {
          status: 202,
          description: "It is queued.",
          schema: createdId,
          example: { id: EXAMPLE.deliveryId },
        },
      ],
      refusals: {
        conflict:
          "The Idempotency-Key stands for another delivery of this request, or the request's signature did not verify and signing anew was asked for.",
      },
      quota: "HOOKGLASS_RESENDS_PER_MINUTE",
    },
    REPORT_DELIVERY,
    {
      id: "listRequestDeliveries",
      method: "get",
      path: "/requests/{requestId}/deliveries",
      summary: "List a request's deliveries",
      description: "The newest 50.",
      access: "owner",
      answers: [
        {
          status: 200,
          description: "The deliveries with their attempts.",
          schema: z.object({ items: z.array(delivery) }),
          example: { items: [example] },
        },
      ],
    },
    {
      id: "listBinDeliveries",
      method: "get",
      path: "/bins/{binId}/deliveries",
      summary: "List a bin's deliveries",
      description: "Newest first, without their attempts.",
      access: "owner",
      query: {
        schema: listDeliveriesSchema,
        fields: {
          state: "Only those in this state; several, separated by commas.",
          batchId: "Only those of this bulk resend or lab run.",
          ...LIST_FIELDS,
        },
      },
      answers: [{ status: 200, description: "A page of deliveries.", schema: deliveryPage }],
    },
    {
      id: "getDelivery",
      method: "get",
      path: "/deliveries/{deliveryId}",
      summary: "Read a delivery",
      access: "owner",
      answers: [
        {
          status: 200,
          description: "The delivery with every finished attempt.",
          schema: delivery,
          example,
        },
      ],
    },
    {
      id: "retryDelivery",
      method: "post",
      path: "/deliveries/{deliveryId}/retry",
      summary: "Send a delivery once more, now",
      description:
        "One attempt more, in place of the one that was to come. It goes out also while the target is paused.",
      access: "owner",
      answers: [{ status: 200, description: "The delivery.", schema: delivery }],
      refusals: { conflict: "It is being sent right now, or another sender reported it." },
      quota: "HOOKGLASS_RESENDS_PER_MINUTE",
    },
    {
      id: "cancelDelivery",
      method: "post",
      path: "/deliveries/{deliveryId}/cancel",
      summary: "Cancel a delivery",
      description: "An attempt under way is still recorded; nothing more is sent.",
      access: "owner",
      answers: [{ status: 200, description: "The delivery.", schema: delivery }],
      refusals: { conflict: "It has ended otherwise." },
    },
    {
      id: "getLineage",
      method: "get",
      path: "/requests/{requestId}/lineage",
      summary: "Find the other captures of the same event",
      description:
        "What the provider sent again, how long after, and what it publishes about that.",
      access: "owner",
      answers: [{ status: 200, description: "Captures of one event.", schema: lineage }],
    },
  ],
};
