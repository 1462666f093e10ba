import { z } from "zod";
import {
  providerSummary,
  samplePreview,
  sampleSent,
} from "#lib/api-description/answers/samples.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup } from "#lib/api-description/operation.ts";
import { orderSampleSchema } from "#lib/capture/sample-input.ts";

export const SIMULATORS: CallGroup = {
  title: "Simulators",
  description: "Requests as providers send them, signed now, for trying a bin or a handler.",
  calls: [
    {
      id: "listSimulators",
      method: "get",
      path: "/simulators",
      summary: "List providers and events",
      access: "anyone",
      answers: [
        {
          status: 200,
          description: "Every provider that can be simulated, by name.",
          schema: z.object({ items: z.array(providerSummary) }),
          example: {
            items: [
              {
                id: "github",
                label: "GitHub",
                scheme: "github",
                breakages: ["wrong_signature", "missing_signature", "reserialized", "duplicate"],
                events: [{ id: "push", label: "Push", topic: "push" }],
              },
            ],
          },
        },
      ],
    },
    {
      id: "previewSample",
      method: "get",
      path: "/simulators/{provider}/{event}",
      summary: "Preview a sample",
      description: "The request as it would be sent now, before it is signed.",
      access: "caller",
      query: {
        schema: z.object({ binId: z.string().optional() }),
        fields: { binId: "Say too what would sign it for this bin, which must be the caller's." },
      },
      answers: [{ status: 200, description: "The request.", schema: samplePreview }],
      refusals: {
        not_found: "There is no such sample or bin, or the bin is not yours.",
        conflict: "The bin's secret can't sign it.",
      },
    },
    {
      id: "sendSample",
      method: "post",
      path: "/bins/{binId}/samples",
      summary: "Send a sample to a bin",
      description:
        "A bin that checks nothing yet is set to check the sample's scheme, with a new secret.",
      access: "owner",
      body: {
        ...body(
          orderSampleSchema,
          {
            kind: "Short for a first sample; `test` is unsigned. Instead of provider and event.",
            provider: "The id of a provider: see `GET /simulators`.",
            event: "The id of one of its events.",
            id: "The preview's id: what it showed is sent.",
            edits: "What is sent instead of the provider's own.",
            "edits.method": "The method.",
            "edits.path": "Below the capture URL.",
            "edits.headers": "Replaces the whole list, but for the signature's.",
            "edits.body": "The body.",
            breakage: "What is wrong with it on purpose.",
            secret: "Signs it instead of the bin's.",
            target: "A URL to send the captured sample on to.",
          },
          { provider: "stripe", event: "payment_intent.succeeded" },
        ),
        carriesBody: true,
      },
      answers: [
        {
          status: 201,
          description: "It was captured.",
          schema: sampleSent,
          example: {
            requestIds: [EXAMPLE.requestId],
            requestId: EXAMPLE.requestId,
            message:
              "Sent Stripe, Payment succeeded: this bin now checks Stripe, with a new secret.",
            deliveryIds: [],
          },
        },
      ],
      refusals: { conflict: "The bin's secret can't sign it." },
      quota: "HOOKGLASS_RESENDS_PER_MINUTE",
    },
  ],
};
