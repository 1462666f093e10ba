import { createServer, type IncomingMessage, type Server } from "node:http";

const MAX_HEADER_BYTES = 128 * 1024;

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
  });
  // Beyond a count, node drops header fields without a word; their bytes are bounded above.
  server.maxHeadersCount = 0;
  return server;
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
