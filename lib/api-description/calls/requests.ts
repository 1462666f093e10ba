import { z } from "zod";
import {
  capturedRequest,
  requestDiagnosis,
  requestPage,
  requestSummary,
} from "#lib/api-description/answers/requests.ts";
import { EXAMPLE } from "#lib/api-description/examples.ts";
import { body, type CallGroup, DONE } from "#lib/api-description/operation.ts";
import {
  clearSchema,
  diagnoseRequestSchema,
  listSchema,
  updateRequestSchema,
} from "#lib/requests/input.ts";

const summary = {
  id: EXAMPLE.requestId,
  receivedAt: EXAMPLE.at,
  method: "POST",
  path: "/orders",
  bodyBytes: 17,
  contentType: "application/json",
  remoteAddress: "203.0.113.7",
  replyStatus: 200,
  verification: { status: "verified" },
  pinned: false,
};

const whole = {
  id: EXAMPLE.requestId,
  binId: EXAMPLE.binId,
  receivedAt: EXAMPLE.at,
  method: "POST",
  target: `/in/${EXAMPLE.slug}/orders?source=shop`,
  path: "/orders",
  query: "source=shop",
  httpVersion: "1.1",
  remoteAddress: "203.0.113.7",
  headers: [
    ["Host", "hooks.example.com"],
    ["Content-Type", "application/json"],
  ],
  trailers: [],
  bodyBytes: 17,
  contentType: "application/json",
  bodyBase64: EXAMPLE.bodyBase64,
  bodyUrl: `/api/v1/requests/${EXAMPLE.requestId}/body`,
  timings: { firstByteMs: 0.2, lastByteMs: 0.4 },
  reply: {
    status: 200,
    headers: [["content-type", "application/json"]],
    body: `{"ok":true,"id":"${EXAMPLE.requestId}"}`,
  },
  fidelity: "wire",
  pinned: false,
  redacted: false,
  verification: null,
};

export const REQUESTS: CallGroup = {
  title: "Requests",
  description: "What a bin captured, exactly as it was sent.",
  calls: [
    {
      id: "listRequests",
      method: "get",
      path: "/bins/{binId}/requests",
      summary: "List or search a bin's requests",
      description:
        "Newest first. A search that takes long answers a page that is not full, but leads on by its cursor.",
      access: "reader",
      query: {
        schema: listSchema,
        fields: {
          limit: "Requests in a page.",
          cursor: "`nextCursor` of the page before.",
          q: "Only requests that contain this in method, path, query, headers or body.",
        },
      },
      answers: [
        {
          status: 200,
          description: "A page of summaries.",
          schema: requestPage,
          example: { items: [summary], nextCursor: EXAMPLE.requestId },
        },
      ],
    },
    {
      id: "clearRequests",
      method: "delete",
      path: "/bins/{binId}/requests",
      summary: "Delete a bin's requests",
      access: "owner",
      query: { schema: clearSchema, fields: { pinned: "`true`: the pinned ones too." } },
      answers: [
        {
          status: 200,
          description: "How many there were.",
          schema: z.object({ deleted: z.int().min(0) }),
          example: { deleted: 12 },
        },
      ],
    },
    {
      id: "getRequest",
      method: "get",
      path: "/requests/{requestId}",
      summary: "Read a request",
      description:
        "With its verification by the bin's present setting. Through a share link the capture URL is hidden, credential headers too unless the link shows them.",
      access: "reader",
      answers: [
        {
          status: 200,
          description: "The request, whole.",
          schema: capturedRequest,
          example: whole,
        },
      ],
    },
    {
      id: "getRequestBody",
      method: "get",
      path: "/requests/{requestId}/body",
      summary: "Download a request's body",
      description: "The exact bytes, as an attachment that no browser renders.",
      access: "reader",
      answers: [
        {
          status: 200,
          description: "The bytes.",
          schema: z.string().meta({ contentMediaType: "application/octet-stream" }),
          mediaType: "application/octet-stream",
        },
      ],
    },
    {
      id: "updateRequest",
      method: "patch",
      path: "/requests/{requestId}",
      summary: "Pin or unpin a request",
      access: "owner",
      body: body(
        updateRequestSchema,
        { pinned: "Pinned requests survive the limit and clearing." },
        { pinned: true },
      ),
      answers: [
        {
          status: 200,
          description: "The changed summary.",
          schema: requestSummary,
          example: summary,
        },
      ],
    },
    {
      id: "deleteRequest",
      method: "delete",
      path: "/requests/{requestId}",
      summary: "Delete a request and its deliveries",
      access: "owner",
      answers: [DONE],
    },
    {
      id: "diagnoseRequest",
      method: "post",
      path: "/requests/{requestId}/diagnosis",
      summary: "Find out why a request's signature failed",
      description:
        "Tries slips that happen to people, the secrets of the owner's other bins among them, and names the one change that makes the signature right. One at a time: 503 with `Retry-After` when many wait.",
      access: "owner",
      body: body(
        diagnoseRequestSchema,
        { wholeBody: "Try changes to a body above 1 MiB too, which takes its time." },
        { wholeBody: false },
      ),
      answers: [
        {
          status: 200,
          description: "What would have matched.",
          schema: requestDiagnosis,
          example: {
            diagnosis: {
              cause: "secret_unquote",
              message: "The secret would match without the quotation marks around it.",
              change: { kind: "edit_secret", position: 0, edit: "unquote" },
            },
            bodySkipped: false,
          },
        },
      ],
    },
  ],
};
