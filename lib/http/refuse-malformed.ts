import type { IncomingMessage, ServerResponse } from "node:http";
import { findHeaders, pairHeaders } from "./headers.ts";

/**
 * Answers 400 to what no page or API call can be addressed by, and says true. Capture does not ask:
 * there, an odd request is what is to be seen.
 */
export function refuseMalformed(request: IncomingMessage, response: ServerResponse): boolean {
  const message = reasonToRefuse(request);
  if (message === null) return false;
  const body = JSON.stringify({ error: { code: "invalid_input", message } });
  response.writeHead(400, { "Content-Type": "application/json", Connection: "close" });
  response.end(body);
  return true;
}

function reasonToRefuse(request: IncomingMessage): string | null {
  const { url: target = "", rawHeaders, httpVersion } = request;
  const hosts = findHeaders(pairHeaders(rawHeaders), "host").length;
  if (hosts > 1 || (hosts === 0 && httpVersion !== "1.0")) {
    return "A request has one Host header (RFC 9112 section 3.2)";
  }
  if (!target.startsWith("/")) return "There is nothing at this address";
  return isDecodable(target) ? null : "The address has a % that starts no character";
}

function isDecodable(target: string): boolean {
  try {
    decodeURI(target.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
