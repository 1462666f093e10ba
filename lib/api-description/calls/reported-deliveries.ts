import { createdId } from "#lib/api-description/answer.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type Operation } from "#lib/api-description/operation.ts";
import { MAX_REPORT_BYTES, reportDeliverySchema } from "#lib/delivery/reported-input.ts";

/** What another sender did with a request, to stand beside what this server did. */
export const REPORT_DELIVERY: Operation = {
  id: "reportDelivery",
  method: "post",
  path: "/requests/{requestId}/deliveries/reported",
  summary: "Report what another sender did",
  description:
    "The command line and the page send from where they run, and report it. It is kept as a finished delivery of one attempt; nothing of it is sent by this server.",
  access: "owner",
  takesIdempotencyKey: true,
  body: {
    ...body(
      reportDeliverySchema,
      {
        id: "What the target was told as `Hookglass-Delivery-Id`. Absent: a new one.",
        origin: "Who sent it.",
        target: "The URL it was sent to.",
        attempt: "How it went.",
        "attempt.at": "When it began.",
        "attempt.durationMs": "How long it took.",
        "attempt.stage": "Where it ended. `response`: an answer arrived.",
        "attempt.error": "A sentence saying what went wrong; needed when no answer arrived whole.",
        "attempt.request": "What was sent.",
        "attempt.request.method": "Its method.",
        "attempt.request.headers": "Its headers.",
        "attempt.request.bodyBytes": "The length of its body.",
        "attempt.response": "What the target answered; `null` or absent without an answer.",
        "attempt.response.status": "Its status.",
        "attempt.response.headers": "Its headers.",
        "attempt.response.bodyBase64": "The start of its body, at most 128 KiB.",
        "attempt.response.truncated": "`true`: there was more of it.",
      },
      {
        origin: "cli",
        target: "http://localhost:3000/webhooks",
        attempt: {
          at: EXAMPLE.at,
          durationMs: 12,
          stage: "response",
          request: {
            method: "POST",
            headers: [["Content-Type", "application/json"]],
            bodyBytes: 17,
          },
          response: { status: 200, headers: [["content-type", "text/plain"]], bodyBase64: "b2s=" },
        },
      },
    ),
    maxBytes: MAX_REPORT_BYTES,
  },
  answers: [
    {
      status: 201,
      description: "It is kept.",
      schema: createdId,
      example: { id: EXAMPLE.deliveryId },
    },
  ],
  refusals: { conflict: "The id or the `Idempotency-Key` stands for another delivery." },
  quota: "HOOKGLASS_DELIVERIES_PER_MINUTE",
};
