import { createServer, request as sendRequest } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { dropHopByHop, pairHeaders } from "#lib/http/headers.ts";

/** A forward proxy (RFC 9110 §3.7): it alone knows where the names lead. */
export type ForwardProxy = {
  origin: string;
  /** What it was asked for: `GET http://name/path` or `CONNECT name:port`. */
  asked: string[];
  close: () => Promise<void>;
};

/** Starts one that finds each `name:port` at a port of this machine. It passes no upgrades on. */
export async function startForwardProxy(
  portOf: (authority: string) => number,
): Promise<ForwardProxy> {
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const url = new URL(incoming.url ?? "");
    const outgoing = sendRequest({
      host: "127.0.0.1",
      port: portOf(url.host),
      path: url.pathname + url.search,
      method: incoming.method,
      headers: dropHopByHop(pairHeaders(incoming.rawHeaders)).flat(),
    });
    outgoing.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  server.on("upgrade", (incoming, socket) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    socket.end("HTTP/1.1 501 Not Implemented\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
  });
  server.on("connect", (incoming, socket, head) => {
    asked.push(`CONNECT ${incoming.url}`);
    const tunnel = connect(portOf(incoming.url ?? ""), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      tunnel.write(head);
      tunnel.pipe(socket).pipe(tunnel);
    });
    // Neither outlives the other.
    socket.on("error", () => {}).on("close", () => tunnel.destroy());
    tunnel.on("error", () => {}).on("close", () => socket.destroy());
    tunnels.add(tunnel);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has a port.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
        for (const tunnel of tunnels) tunnel.destroy();
      }),
  };
}
