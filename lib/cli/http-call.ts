import http from "node:http";
import https from "node:https";
import { buffer } from "node:stream/consumers";
import packageJson from "#package" with { type: "json" };

/** A whole answer. */
export type HttpAnswer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

const TIMEOUT_MS = 30_000;
const USER_AGENT = `hookglass/${packageJson.version}`;

/** One request and its whole answer, whatever its status. Rejects when there is none within 30 s. */
export function httpCall(input: {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | null;
  agent: http.Agent;
  signal: AbortSignal | null;
}): Promise<HttpAnswer> {
  const { url, method, body, agent } = input;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = input.signal ? AbortSignal.any([input.signal, timeout]) : timeout;
  const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const headers = { "user-agent": USER_AGENT, ...input.headers, ...length };
  const send = url.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent, signal }, (response) => {
      const { statusCode = 0 } = response;
      buffer(response).then(
        (bytes) => resolve({ status: statusCode, headers: response.headers, body: bytes }),
        reject,
      );
    });
    request.on("error", reject);
    request.end(body ?? undefined);
  });
}
