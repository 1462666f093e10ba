import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A server as people run it on their own machine, which may let pages of one origin read its answers. */
export type LocalServer = {
  origin: string;
  /** What arrived, preflights included. */
  requests: { method: string; url: string; headers: Record<string, unknown>; body: string }[];
  close: () => Promise<void>;
};

/** Starts one; `allow` is the origin it lets in, null: none, as without any thought of CORS. */
export async function startLocalServer(allow: string | null): Promise<LocalServer> {
  const requests: LocalServer["requests"] = [];
  const server = createServer(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    requests.push({ method, url, headers, body: await text(incoming) });
    if (allow !== null) {
      response.setHeader("access-control-allow-origin", allow);
      response.setHeader("access-control-allow-headers", "*");
      response.setHeader("access-control-allow-methods", "*");
    }
    response.statusCode = method === "OPTIONS" && allow !== null ? 204 : 200;
    const count = requests.filter((request) => request.method !== "OPTIONS").length;
    response.end(response.statusCode === 204 ? undefined : JSON.stringify({ heard: count }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has a port.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
