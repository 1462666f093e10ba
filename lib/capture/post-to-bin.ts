import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { AppError, type ErrorCode } from "#lib/errors.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { listeningOrigin } from "#lib/http/origin.ts";

/** A request to a bin; the path is below the capture URL and goes out as it is spelled. */
export type BinRequest = { method: string; path: string; headers: HeaderList; body: Uint8Array };

const CODES: Record<number, ErrorCode> = { 413: "too_large", 429: "rate_limited" };

/**
 * Sends a request through the bin's real door and gives the id it was stored under. With node:http,
 * which sends these headers and no others of its own, as a provider would. Throws what the door
 * answered when that is not the id.
 */
export async function postToBin(slug: string, outgoing: BinRequest): Promise<string> {
  const { method, path, headers, body } = outgoing;
  const { hostname, port, host } = new URL(listeningOrigin());
  const sent = request({
    hostname,
    port,
    path: `/in/${slug}${path}`,
    method,
    headers: [["Host", host], ...headers, ["Content-Length", String(body.length)]].flat(),
  });
  sent.end(body);
  const response = await answerTo(sent);
  response.resume();
  const id = response.headers["hookglass-request-id"];
  if (typeof id === "string") return id;
  const code = CODES[response.statusCode ?? 0] ?? "unavailable";
  throw new AppError(code, `The bin answered the sample with ${response.statusCode}`);
}

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  try {
    const [response] = await once(sent, "response");
    return response;
  } catch {
    throw new AppError("unavailable", "The bin could not be reached: try again");
  }
}
