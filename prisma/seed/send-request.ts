import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import { text } from "node:stream/consumers";
import type { SeedRequest } from "./seed-request.ts";

/**
 * Sends one request to a bin with exactly these headers. Resolves to the answer's status and text;
 * rejects when there is no server.
 */
export async function sendRequest(
  captureUrl: string,
  seed: SeedRequest,
): Promise<{ status: number; answer: string }> {
  const address = new URL(captureUrl);
  const isChunked = seed.body.length > 1 || seed.trailers !== undefined;
  const length = String(seed.body.reduce((sum, part) => sum + part.length, 0));
  const framing = isChunked ? ["Transfer-Encoding", "chunked"] : ["Content-Length", length];
  const outgoing = (address.protocol === "https:" ? secureRequest : request)({
    hostname: address.hostname.replace(/^\[|\]$/g, ""),
    port: address.port,
    path: `${address.pathname.replace(/\/$/, "")}${seed.path}`,
    method: seed.method,
    headers: ["Host", address.host, ...seed.headers.flat(), ...framing],
  });
  for (const part of seed.body) outgoing.write(part);
  if (seed.trailers) outgoing.addTrailers(seed.trailers);
  outgoing.end();
  const response = await answerTo(outgoing);
  return { status: response.statusCode ?? 0, answer: await text(response) };
}

async function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  const [response] = await once(outgoing, "response");
  return response;
}
