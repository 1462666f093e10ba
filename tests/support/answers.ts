import { z } from "zod";

const headerList = z.array(z.tuple([z.string(), z.string()]));

/** What tests rely on of `GET /requests/:id`. */
export const capturedRequestSchema = z.object({
  id: z.string(),
  binId: z.string(),
  receivedAt: z.string(),
  method: z.string(),
  target: z.string(),
  path: z.string(),
  query: z.string(),
  httpVersion: z.string(),
  remoteAddress: z.string(),
  headers: headerList,
  trailers: headerList,
  bodyBytes: z.number(),
  bodyBase64: z.string().nullable(),
  bodyUrl: z.string(),
  fidelity: z.string(),
  pinned: z.boolean(),
  redacted: z.boolean(),
  timings: z.object({ firstByteMs: z.number(), lastByteMs: z.number() }),
  reply: z.object({ status: z.number() }),
  verification: z
    .object({ status: z.string(), cause: z.string().nullable(), expected: z.string().optional() })
    .nullable(),
});

/** What tests rely on of `GET /bins/:id/requests`. */
export const summariesSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      path: z.string(),
      bodyBytes: z.number(),
      pinned: z.boolean(),
      verification: z.object({ status: z.string() }).nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** What tests rely on of `GET /bins/:id`. */
export const binDetailSchema = z.object({
  id: z.string(),
  name: z.string(),
  counts: z.object({ kept: z.number(), pinned: z.number() }),
  limits: z.object({ maxRequests: z.number(), maxBodyBytes: z.number() }),
  refusals: z.array(
    z.object({
      reason: z.string(),
      status: z.number(),
      count: z.number(),
      declaredBytes: z.number().nullable(),
    }),
  ),
  signature: z
    .object({
      scheme: z.string(),
      secrets: z.array(z.object({ id: z.string(), hint: z.string() })),
    })
    .nullable(),
});
