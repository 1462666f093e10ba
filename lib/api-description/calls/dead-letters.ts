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

function redriveBody(all: string) {
  return body(
    redriveSchema,
    {
      ids: "These deliveries.",
      reason: "Or all of this reason, with targetId those of one target.",
      targetId: "Or all of this target.",
      all,
    },
    { reason: "http_503" },
  );
}

const redriven = {
  status: 200,
  description: "How many.",
  schema: z.object({ redriven: z.int().min(0) }),
  example: { redriven: 3 },
};

const jsonLines = {
  status: 200,
  description: "JSON lines.",
  schema: exportedDeadLetter,
  mediaType: "application/x-ndjson",
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
      body: redriveBody("Or all of the bin."),
      answers: [redriven],
    },
    {
      id: "redriveAllDeadLetters",
      method: "post",
      path: "/dead-letters/redrive",
      summary: "Queue dead deliveries of all the caller's bins again",
      access: "caller",
      body: redriveBody("Or all of all bins."),
      answers: [redriven],
    },
    {
      id: "exportDeadLetters",
      method: "get",
      path: "/bins/{binId}/dead-letters/export",
      summary: "Download a bin's dead deliveries",
      description: "One JSON object a line: the delivery, with the request that it was to carry.",
      access: "owner",
      answers: [jsonLines],
    },
    {
      id: "exportAllDeadLetters",
      method: "get",
      path: "/dead-letters/export",
      summary: "Download the dead deliveries of all the caller's bins",
      access: "caller",
      answers: [jsonLines],
    },
  ],
};
