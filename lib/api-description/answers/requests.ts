import { z } from "zod";
import { answer, count, headerList, moment } from "#lib/api-description/answer.ts";
import { settingChangeSchema } from "#lib/bins/input.ts";
import type {
  CapturedRequest,
  RequestDiagnosis,
  RequestPage,
  RequestSummary,
} from "#lib/requests/schema.ts";
import { verification, verificationStatus } from "./signatures.ts";

export const requestSummary = answer<RequestSummary>()(
  z.object({
    id: z.uuid().describe("UUIDv7: newer requests have greater ids."),
    receivedAt: moment,
    method: z.string(),
    path: z.string().describe("Below the capture URL, without the query; / at least."),
    bodyBytes: count,
    contentType: z.string().nullable(),
    remoteAddress: z.string(),
    replyStatus: z.int().describe("What the sender was answered."),
    verification: z
      .object({ status: verificationStatus })
      .nullable()
      .describe("Null when the bin checked no signature."),
    pinned: z.boolean(),
  }),
);

/** Of every list that is read page by page. */
export const nextCursor = z
  .uuid()
  .nullable()
  .describe("The cursor of the next page; null on the last one.");

export const requestPage = answer<RequestPage>()(
  z.object({ items: z.array(requestSummary), nextCursor }),
);

export const capturedRequest = answer<CapturedRequest>()(
  z.object({
    id: z.uuid(),
    binId: z.string(),
    receivedAt: moment,
    method: z.string(),
    target: z.string().describe("The request target exactly as on the request line."),
    path: z.string().describe("Below the capture URL, without the query; / at least."),
    query: z.string().describe("Raw, without the question mark; empty when there is none."),
    httpVersion: z.string(),
    remoteAddress: z.string(),
    headers: headerList,
    trailers: headerList,
    bodyBytes: count,
    contentType: z.string().nullable(),
    bodyBase64: z.string().nullable().describe("Up to 1 MiB; null above that: read `bodyUrl`."),
    bodyUrl: z.string().describe("Where the exact bytes are, relative to this server."),
    timings: z
      .object({ firstByteMs: z.number(), lastByteMs: z.number() })
      .describe("Milliseconds since `receivedAt`."),
    reply: z
      .object({ status: z.int(), headers: headerList, body: z.string() })
      .describe("What the sender was answered."),
    fidelity: z
      .enum(["wire", "normalized"])
      .describe("`normalized`: headers were lower-cased and merged before they came here."),
    pinned: z.boolean().describe("Pinned requests survive the limit and clearing."),
    redacted: z.boolean().describe("True when credential headers are hidden from this reader."),
    verification: verification.nullable().describe("Null when the bin checks no signature."),
  }),
);

const CAUSES = [
  "secret",
  "body",
  "address",
  "signature",
  "content",
  "timestamp",
  "scheme",
] as const;

export const requestDiagnosis = answer<RequestDiagnosis>()(
  z.object({
    diagnosis: z
      .object({
        cause: z.templateLiteral([z.enum(CAUSES), "_", z.string()]),
        message: z.string().describe("What would have matched, and what that means."),
        change: settingChangeSchema
          .nullable()
          .describe("For `PATCH /bins/{binId}/signature`; null when no setting can help."),
      })
      .nullable()
      .describe("Null when the request is right, or none of the known slips explains it."),
    bodySkipped: z
      .boolean()
      .describe("The body is large: changes to it are tried only with `wholeBody`."),
  }),
);
