import { createdId } from "#lib/api-description/answer.ts";
import { labRun } from "#lib/api-description/answers/batches.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import { createLabSchema } from "#lib/delivery/input.ts";

export const LAB: CallGroup = {
  title: "Idempotency lab",
  description:
    "Sends one request several times and compares the answers: does the target notice repetition?",
  calls: [
    {
      id: "startLab",
      method: "post",
      path: "/requests/{requestId}/lab",
      summary: "Start a run",
      access: "owner",
      body: body(
        createLabSchema,
        {
          target: "The URL to send to: this or `targetId`.",
          targetId: "A saved target of the bin: this or `target`.",
          times: "How often it is sent.",
          pattern:
            "`at_once`: all together. `spaced`: one after another. `pairs`: two together, then a pause. `shuffled`: one after another, in random order among other requests of the bin.",
          spacingMs: "The pause.",
        },
        { target: EXAMPLE.url, times: 5, pattern: "at_once" },
      ),
      answers: [
        {
          status: 202,
          description: "It has begun.",
          schema: createdId,
          example: { id: EXAMPLE.batchId },
        },
      ],
      quota: "HOOKGLASS_RESENDS_PER_MINUTE",
    },
    {
      id: "getLabRun",
      method: "get",
      path: "/lab/{labId}",
      summary: "Read a run and its verdict",
      access: "owner",
      answers: [
        {
          status: 200,
          description: "The run.",
          schema: labRun,
          example: {
            id: EXAMPLE.batchId,
            binId: EXAMPLE.binId,
            requestId: EXAMPLE.requestId,
            state: "done",
            pattern: "at_once",
            times: 5,
            answers: [
              {
                status: 200,
                error: null,
                bodyHash: "2689367b205c16ce",
                count: 5,
                fastestMs: 12,
                slowestMs: 31,
                deliveryIds: [EXAMPLE.deliveryId],
              },
            ],
            verdict: {
              idempotent: "likely",
              sentence:
                "All 5 copies got the very same answer: the target looks idempotent. Check that it acted only once.",
            },
            createdAt: EXAMPLE.at,
          },
        },
      ],
    },
    {
      id: "cancelLabRun",
      method: "delete",
      path: "/lab/{labId}",
      summary: "Cancel what is left of a run",
      access: "owner",
      answers: [DONE],
    },
  ],
};
