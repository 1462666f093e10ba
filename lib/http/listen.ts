import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";

const MAX_HEADER_BYTES = 128 * 1024;
const LINGER_MS = 1_000;

/**
 * A node:http server with limits for the open internet. `isUpgrade` names the requests that may
 * change protocol; any other `Upgrade` header (Java's client offers h2c) is an ordinary request.
 */
export function createHttpServer(isUpgrade: (request: IncomingMessage) => boolean): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 15_000,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    connectionsCheckingInterval: 5_000,
    highWaterMark: 64 * 1024,
    shouldUpgradeCallback: isUpgrade,
    // Node's own refusal says nothing. Pages refuse in words; capture keeps what came.
    requireHostHeader: false,
  });
  server.on("clientError", answerClientError);
  server.on("connect", refuseTunnel);
  // Beyond a count, node drops header fields without a word; their bytes are bounded above.
  server.maxHeadersCount = 0;
  return server;
}

const CLIENT_ERRORS: Record<string, [status: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    `Headers of up to ${MAX_HEADER_BYTES / 1024} KiB together are accepted`,
  ],
  HPE_INVALID_URL: [
    "400 Bad Request",
    "The request line has a character that a URL cannot have (RFC 9112 section 3.2): percent-encode it",
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    "413 Content Too Large",
    "The chunk extensions of a body may have 16 KiB together",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "The request did not arrive in time"],
};

/** CONNECT asks a proxy for a tunnel; unheard, node closes without a word. */
function refuseTunnel(_request: IncomingMessage, socket: Duplex): void {
  answer(socket, "405 Method Not Allowed", "This is no proxy: it opens no tunnels");
}

/** Says in words what node's parser refused, and closes. */
function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const known = CLIENT_ERRORS[error.code ?? ""];
  const [status, message] = known ?? [
    "400 Bad Request",
    `This is not valid HTTP: ${error.message}`,
  ];
  answer(socket, status, message);
}

function answer(socket: Duplex, status: string, message: string): void {
  // Node has let go of this socket: an error that nobody hears would end the process.
  socket.on("error", () => undefined);
  const body = JSON.stringify({ error: { code: "invalid_input", message } });
  const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n${head}\r\n\r\n${body}`);
  // Time to read why, and no more: who never closes its half would keep the socket for ever.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Starts listening and returns the address to open. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      const actualPort = typeof address === "object" && address ? address.port : port;
      const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
      resolve(`http://${name.includes(":") ? `[${name}]` : name}:${actualPort}`);
    });
  });
}

/** Stops accepting and resolves when the last request is answered; idle connections are closed. */
export function closeGracefully(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
  });
}
