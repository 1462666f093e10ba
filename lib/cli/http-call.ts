import http from "node:http";
import https from "node:https";
import { buffer } from "node:stream/consumers";
import packageJson from "#package" with { type: "json" };

/** A whole answer. */
export type HttpAnswer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

const TIMEOUT_MS = 30_000;
/** This machine is reached directly, as browsers do, whatever proxy is set. */
const NEVER_PROXIED = "localhost,127.0.0.1,::1,[::1]";

const USER_AGENT = `hookglass/${packageJson.version}`;

/**
 * Connections to a server, through the proxy that the environment names (HTTP_PROXY, HTTPS_PROXY,
 * NO_PROXY, in capitals or not): plain requests are forwarded, https goes through a tunnel.
 */
export function proxyAgent(server: string, environment: NodeJS.ProcessEnv): http.Agent {
  const direct = environment.NO_PROXY || environment.no_proxy;
  const noProxy = direct ? `${direct},${NEVER_PROXIED}` : NEVER_PROXIED;
  const proxyEnv = { ...environment, NO_PROXY: noProxy, no_proxy: noProxy };
  const options = { keepAlive: true, proxyEnv };
  return server.startsWith("https:") ? new https.Agent(options) : new http.Agent(options);
}

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
