import { env } from "#lib/env.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import type { Reply } from "#lib/responses/default-reply.ts";
import type { CaptureService, IncomingHead } from "./capture-service.ts";

/**
 * The same core behind a web-standard Request, for hosts that allow no server of our own. What came
 * before has lower-cased, sorted and merged the headers and dropped trailers, HTTP version and the
 * sender's address; the captured request is marked `normalized`.
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
    remoteAddress: clientAddress({
      socketAddress: "",
      forwardedFor: request.headers.get("x-forwarded-for"),
      trustedProxies: Math.max(1, env().HOOKGLASS_TRUST_PROXY),
    }),
    headers,
    receivedAt: new Date(),
    fidelity: "normalized",
  };
  const admission = await service.admit(head);
  if (!admission.ok) return toResponse(admission.reply);

  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let firstByteMs: number | null = null;
  for await (const chunk of request.body ?? []) {
    firstByteMs ??= performance.now() - startedMs;
    bytes += chunk.length;
    if (bytes > service.maxBodyBytes) return toResponse(service.refuseBody(admission.bin, head));
    chunks.push(chunk);
  }
  const lastByteMs = performance.now() - startedMs;
  const reply = await service.capture(admission.bin, head, {
    bytes: Buffer.concat(chunks, bytes),
    trailers: [],
    firstByteMs: firstByteMs ?? lastByteMs,
    lastByteMs,
  });
  return toResponse(reply);
}

function toResponse(reply: Reply): Response {
  return new Response(reply.status === 204 ? null : reply.body, {
    status: reply.status,
    headers: reply.headers,
  });
}
