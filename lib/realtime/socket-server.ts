import type { Server as HttpServer, IncomingMessage } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";
import { logger } from "#lib/logger.ts";
import { createConnectionLimit } from "./connection-limit.ts";
import type { WatchAnswer } from "./events.ts";
import { forwardBus, type Io } from "./forward-bus.ts";
import { type Client, unwatchBin, type WatchRules, watchBin } from "./watch-bin.ts";

/** A whole office behind one address has room; one that opens sockets for sport has not. */
const MAX_SOCKETS_PER_CLIENT = 200;

/** Serves /socket.io on the given server. Sockets carry hints: the database is the truth. */
export async function startSocketServer(input: {
  httpServer: HttpServer;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  /** What connections are counted by: one party behind one address. */
  clientOf: (request: IncomingMessage) => string;
  rules: WatchRules;
  redisUrl: string | undefined;
}): Promise<{ io: Io; stop: () => Promise<void> }> {
  const { httpServer, isAllowedOrigin, clientOf, rules, redisUrl } = input;
  const redis = redisUrl ? await connectRedis(redisUrl) : null;
  const limit = createConnectionLimit(MAX_SOCKETS_PER_CLIENT);
  const io: Io = new Server(httpServer, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    // Handshakes only. CORS does not cover WebSocket: a foreign page's must be refused here.
    allowRequest: (request, decide) =>
      decide(null, isAllowedOrigin(request) && limit.hasRoom(clientOf(request))),
    ...(redis ? { adapter: createAdapter(redis) } : {}),
  });
  io.engine.on("connection", (connection: { request: IncomingMessage; once: Once }) => {
    const client = clientOf(connection.request);
    limit.opened(client);
    connection.once("close", () => limit.closed(client));
  });
  io.on("connection", (socket) => listen(socket, rules));
  const stopForwarding = forwardBus(io, redis !== null);
  return {
    io,
    async stop() {
      stopForwarding();
      await io.close();
      redis?.destroy();
    },
  };
}

type Once = (event: "close", listener: () => void) => void;

function listen(socket: Client, rules: WatchRules): void {
  socket.on("bin:watch", (request, answer: unknown) => {
    if (!isCallback(answer)) return;
    const waitMs = rules.takeTurn(socket.id);
    if (waitMs > 0) {
      const error = `Too many at once: try again in ${Math.ceil(waitMs / 1000)} s`;
      answer({ ok: false, error });
      return;
    }
    watchBin(socket, rules, request).then(answer, (error) => {
      logger.warn({ err: error }, "a watch failed");
      answer({ ok: false, error: "The bin could not be watched: try again" });
    });
  });
  socket.on("bin:unwatch", (request) => void unwatchBin(socket, request));
}

/** A client that asks for no acknowledgement gives none, whatever the types say. */
function isCallback(answer: unknown): answer is (result: WatchAnswer) => void {
  return typeof answer === "function";
}

async function connectRedis(url: string) {
  const client = createClient({ url });
  client.on("error", (error) => logger.warn({ err: error }, "Redis is away"));
  await client.connect();
  return client;
}
