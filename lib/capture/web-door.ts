import { clientAddressOf } from "#lib/http/client-address.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import type { Reply } from "#lib/responses/default-reply.ts";
import { createBoundedBody, type Overflow } from "./bounded-body.ts";
import {
  busyReply,
  type CaptureService,
  type IncomingBody,
  type IncomingHead,
} from "./capture-service.ts";

/**
 * The same core behind a web-standard Request, for hosts that allow no server of our own. What came
 * before has lower-cased, sorted and merged the headers, written the query anew and dropped trailers,
 * HTTP version and the sender's address; the captured request is marked `normalized`.
 */
export async function captureWebRequest(
  service: CaptureService,
  slug: string,
  request: Request,
): Promise<Response> {
  const startedMs = performance.now();
  const url = new URL(request.url);
  const headers: HeaderList = [...request.headers];
  const head: IncomingHead = {
    slug,
    method: request.method,
    target: `${url.pathname}${url.search}`,
    httpVersion: "1.1",
    remoteAddress: clientAddressOf(request),
    headers,
    receivedAt: new Date(),
    fidelity: "normalized",
  };
  const admission = await service.admit(head);
  if (!admission.ok) return toResponse(admission.reply);

  const read = await readWebBody(request, service.maxBodyBytes, startedMs);
  if (read === "too_large") return toResponse(service.refuseBody(admission.bin, head));
  if (read === "no_room") return toResponse(busyReply("queue_full"));
  return toResponse(await service.capture(admission.bin, head, read));
}

async function readWebBody(
  request: Request,
  maxBytes: number,
  startedMs: number,
): Promise<IncomingBody | Overflow> {
  const body = createBoundedBody(maxBytes);
  let firstByteMs: number | null = null;
  try {
    for await (const chunk of request.body ?? []) {
      firstByteMs ??= performance.now() - startedMs;
      const overflow = body.add(chunk);
      if (overflow !== null) return overflow;
    }
  } finally {
    body.release();
  }
  const lastByteMs = performance.now() - startedMs;
  return {
    bytes: body.bytes(),
    trailers: [],
    firstByteMs: firstByteMs ?? lastByteMs,
    lastByteMs,
  };
}

function toResponse(reply: Reply): Response {
  return new Response(reply.status === 204 ? null : reply.body, {
    status: reply.status,
    headers: reply.headers,
  });
}
