import { z } from "zod";
import { deadLetterPage, exportedDeadLetter } from "#lib/api-description/answers/deliveries.ts";
import { body, type CallGroup } from "#lib/api-description/operation.ts";
import { deadLettersSchema, redriveSchema } from "#lib/delivery/input.ts";
import { LIST_FIELDS } from "./deliveries.ts";

const query = {
  schema: deadLettersSchema,
  fields: { reason: "Only those of this reason: `http_503`, `timeout`, …", ...LIST_FIELDS },
};

const page = {
  items: [],
  nextCursor: null,
  total: 0,
  maxPerBin: 1_000,
  groups: [],
};

export const DEAD_LETTERS: CallGroup = {
  title: "Dead letters",
  description: "Deliveries that used up their attempts wait here to be looked into and sent again.",
  calls: [
    {
      id: "listDeadLetters",
      method: "get",
      path: "/bins/{binId}/dead-letters",
      summary: "List a bin's dead deliveries",
      description: "Newest first; groups and total count all of them, whatever the filter.",
      access: "owner",
      query,
      answers: [
        { status: 200, description: "A page of them.", schema: deadLetterPage, example: page },
      ],
    },
    {
      id: "listAllDeadLetters",
      method: "get",
      path: "/dead-letters",
      summary: "List the dead deliveries of all the caller's bins",
      access: "caller",
      query,
      answers: [{ status: 200, description: "A page of them.", schema: deadLetterPage }],
    },
    {
      id: "redriveDeadLetters",
      method: "post",
      path: "/bins/{binId}/dead-letters/redrive",
      summary: "Queue dead deliveries again",
      description: "Each with its whole retry schedule before it.",
      access: "owner",
      body: body(
        redriveSchema,
        {
          ids: "These deliveries.",
          reason: "Or all of this reason, with targetId those of one target.",
          targetId: "Or all of this target.",
          all: "Or all of the bin.",
        },
        { reason: "http_503" },
      ),
      answers: [
        {
          status: 200,
          description: "How many.",
          schema: z.object({ redriven: z.int().min(0) }),
          example: { redriven: 3 },
        },
      ],
    },
    {
      id: "exportDeadLetters",
      method: "get",
      path: "/bins/{binId}/dead-letters/export",
      summary: "Download a bin's dead deliveries",
      description: "One JSON object a line: the delivery, with the request that it was to carry.",
      access: "owner",
      answers: [
        {
          status: 200,
          description: "JSON lines.",
          schema: exportedDeadLetter,
          mediaType: "application/x-ndjson",
        },
      ],
    },
  ],
};
