import { createdId } from "#lib/api-description/answer.ts";
import { resend } from "#lib/api-description/answers/batches.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import { createResendSchema } from "#lib/delivery/input.ts";

export const RESENDS: CallGroup = {
  title: "Bulk resends",
  description: "Many captured requests to some saved targets, bit by bit.",
  calls: [
    {
      id: "createResend",
      method: "post",
      path: "/bins/{binId}/resends",
      summary: "Send many requests again",
      description:
        "Those that are there now; what arrives later does not count. Without q and ids: all of the bin.",
      access: "owner",
      body: body(
        createResendSchema,
        {
          targetIds: "Saved targets of the bin.",
          q: "Those that contain this, as in the list of requests.",
          ids: "Or these requests.",
          resign: "Sign anew: see Send a request to a target.",
        },
        { targetIds: [EXAMPLE.targetId], q: "/orders" },
      ),
      answers: [
        {
          status: 202,
          description: "It has begun.",
          schema: createdId,
          example: { id: EXAMPLE.batchId },
        },
      ],
      refusals: { not_found: "One of the targets is not in this bin." },
      quota: "HOOKGLASS_RESENDS_PER_MINUTE",
    },
    {
      id: "getResend",
      method: "get",
      path: "/resends/{resendId}",
      summary: "Read how far a resend has come",
      access: "owner",
      answers: [
        {
          status: 200,
          description: "The resend.",
          schema: resend,
          example: {
            id: EXAMPLE.batchId,
            binId: EXAMPLE.binId,
            state: "running",
            total: 500,
            seen: 120,
            counts: { pending: 16, succeeded: 101, failed: 3, cancelled: 0 },
            createdAt: EXAMPLE.at,
            finishedAt: null,
          },
        },
      ],
    },
    {
      id: "cancelResend",
      method: "delete",
      path: "/resends/{resendId}",
      summary: "Cancel what is left of a resend",
      access: "owner",
      answers: [DONE],
    },
  ],
};
