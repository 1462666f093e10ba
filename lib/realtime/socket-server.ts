import type { Server as HttpServer, IncomingMessage } from "node:http";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import type { Delivery } from "#lib/delivery/schema.ts";
import { logger } from "#lib/logger.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import { subscribe } from "./bus.ts";
import { createCoalescer } from "./coalescer.ts";
import type { ClientToServerEvents, ServerToClientEvents, WatchAnswer } from "./events.ts";

type Io = Server<ClientToServerEvents, ServerToClientEvents>;
type Client = Socket<ClientToServerEvents, ServerToClientEvents>;

/** Permission to watch a bin; for a share link it ends with the link. */
export type WatchGrant = {
  share: { shareId: string; requestId: string | null; expiresAt: Date | null } | null;
};

/** What the socket server asks of the rest: who may watch, and what was missed. */
export type WatchRules = {
  /** Null: refused. */
  authorize: (
    credentials: { cookie: string | null; authorization: string | null },
    binId: string,
  ) => Promise<WatchGrant | null>;
  listSince: (binId: string, since: string, limit: number) => Promise<RequestSummary[]>;
  newestId: (binId: string) => Promise<string | null>;
  findDeliveries: (ids: readonly string[]) => Promise<Delivery[]>;
};

const watchSchema = z.object({
  binId: z.string().max(64),
  shareToken: z.string().max(200).optional(),
  since: z.uuid().optional(),
});

/** More than this many missed requests are not sent one by one: the page is read again instead. */
const MAX_CATCH_UP = 500;
const ITEMS_PER_MESSAGE = 100;
const MESSAGES_PER_SECOND = 20;
const MAX_BINS_PER_SOCKET = 20;
const DELIVERY_MESSAGES_PER_SECOND = 5;
const MAX_DELIVERIES_PER_MESSAGE = 20;

/** setTimeout counts in 31 bits; nobody keeps a page open for 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const room = (binId: string) => `bin:${binId}`;
/** What share links do not show: what the owner's own servers answered. */
const ownerRoom = (binId: string) => `owner:${binId}`;
const shareRoom = (shareId: string) => `share:${shareId}`;

/** Serves /socket.io on the given server. Sockets carry hints: the database is the truth. */
export async function startSocketServer(input: {
  httpServer: HttpServer;
  isAllowedOrigin: (request: IncomingMessage) => boolean;
  rules: WatchRules;
  redisUrl: string | undefined;
}): Promise<{ io: Io; stop: () => Promise<void> }> {
  const { httpServer, isAllowedOrigin, rules, redisUrl } = input;
  const redis = redisUrl ? await connectRedis(redisUrl) : null;
  const io: Io = new Server(httpServer, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    // CORS does not cover WebSocket: a foreign page's handshake must be refused here.
    allowRequest: (request, decide) => decide(null, isAllowedOrigin(request)),
    ...(redis ? { adapter: createAdapter(redis) } : {}),
  });
  io.on("connection", (socket) => {
    socket.on("bin:watch", (request, answer) => {
      if (typeof answer !== "function") return;
      watch(socket, rules, request).then(answer, (error) => {
        logger.warn({ err: error }, "a watch failed");
        answer({ ok: false, error: "The bin could not be watched: try again" });
      });
    });
    socket.on("bin:unwatch", (request) => {
      void socket.leave(room(String(request?.binId)));
      void socket.leave(ownerRoom(String(request?.binId)));
    });
  });
  const stopForwarding = forwardBus(io, rules, redis !== null);
  return {
    io,
    async stop() {
      stopForwarding();
      await io.close();
      redis?.destroy();
    },
  };
}

async function watch(socket: Client, rules: WatchRules, request: unknown): Promise<WatchAnswer> {
  const parsed = watchSchema.safeParse(request);
  if (!parsed.success) return { ok: false, error: "binId, shareToken or since is malformed" };
  const { binId, shareToken, since } = parsed.data;
  const headers = socket.handshake.headers;
  const granted = await rules.authorize(
    {
      cookie: headers.cookie ?? null,
      authorization: shareToken ? `Bearer ${shareToken}` : (headers.authorization ?? null),
    },
    binId,
  );
  if (!granted) return { ok: false, error: "There is no such bin, or it is not yours" };
  if (granted.share) await bindToShare(socket, granted.share);
  else await socket.join(ownerRoom(binId));
  // One shared request does not change: there is nothing to push, and the rest is not theirs to see.
  if (granted.share?.requestId) return { ok: true, cursor: null, reset: false };
  if (socket.rooms.size > 2 * MAX_BINS_PER_SOCKET) {
    return { ok: false, error: `One connection can watch ${MAX_BINS_PER_SOCKET} bins` };
  }
  // Join first: what is committed from now on is pushed, what came before is read below.
  await socket.join(room(binId));
  if (!since) return { ok: true, cursor: await rules.newestId(binId), reset: false };
  const missed = await rules.listSince(binId, since, MAX_CATCH_UP + 1);
  if (missed.length > MAX_CATCH_UP) {
    return { ok: true, cursor: await rules.newestId(binId), reset: true };
  }
  for (let from = 0; from < missed.length; from += ITEMS_PER_MESSAGE) {
    const items = missed.slice(from, from + ITEMS_PER_MESSAGE);
    socket.emit("requests:captured", { binId, items, cursor: items.at(-1)?.id ?? since });
  }
  return { ok: true, cursor: missed.at(-1)?.id ?? since, reset: false };
}

/** Puts the socket out when its share link is revoked (see forwardBus) or expires. */
async function bindToShare(
  socket: Client,
  share: { shareId: string; expiresAt: Date | null },
): Promise<void> {
  await socket.join(shareRoom(share.shareId));
  if (!share.expiresAt) return;
  const leftMs = Math.min(share.expiresAt.getTime() - Date.now(), MAX_TIMER_MS);
  const timer = setTimeout(() => socket.disconnect(true), leftMs);
  socket.once("disconnect", () => clearTimeout(timer));
}

/** Tells the rooms what the bus says; captures are coalesced to a bounded number of messages. */
function forwardBus(io: Io, rules: WatchRules, severalServers: boolean): () => void {
  const hasWatchers = (binId: string) =>
    severalServers || io.sockets.adapter.rooms.has(room(binId));
  const captured = createCoalescer<RequestSummary>({
    perSecond: MESSAGES_PER_SECOND,
    send: (binId, items) => {
      const cursor = items.at(-1)?.id ?? "";
      io.to(room(binId)).emit("requests:captured", { binId, items, cursor });
    },
  });
  const updated = createCoalescer<true>({
    perSecond: 2,
    send: (binId) => void io.to(room(binId)).emit("bin:updated", { binId }),
  });
  const deliveries = createCoalescer<string>({
    perSecond: DELIVERY_MESSAGES_PER_SECOND,
    send: (binId, ids) => void sendDeliveries(io, rules, binId, ids),
  });
  const stops = [
    subscribe("requests.captured", ({ binId, items }) => {
      if (hasWatchers(binId)) captured.add(binId, items);
    }),
    subscribe("requests.removed", (event) => {
      io.to(room(event.binId)).emit("requests:removed", event);
    }),
    subscribe("delivery.updated", (event) => {
      if (hasWatchers(event.binId)) deliveries.add(event.binId, event.ids);
    }),
    subscribe("bin.updated", ({ binId }) => {
      if (hasWatchers(binId)) updated.add(binId, [true]);
    }),
    subscribe("share.revoked", ({ shareId }) => {
      io.in(shareRoom(shareId)).disconnectSockets(true);
    }),
    subscribe("bin.deleted", (event) => {
      io.to(room(event.binId)).emit("bin:deleted", event);
      io.in(room(event.binId)).socketsLeave(room(event.binId));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    captured.stop();
    updated.stop();
    deliveries.stop();
  };
}

/** The newest of what changed, each once; of many the page is asked to read its counts again. */
async function sendDeliveries(
  io: Io,
  rules: WatchRules,
  binId: string,
  ids: string[],
): Promise<void> {
  const newest = [...new Set(ids)].slice(-MAX_DELIVERIES_PER_MESSAGE);
  if (newest.length < ids.length) io.to(room(binId)).emit("bin:updated", { binId });
  const found = await rules.findDeliveries(newest).catch((error) => {
    logger.warn({ err: error, binId }, "deliveries could not be announced");
    return [];
  });
  for (const delivery of found) {
    io.to(ownerRoom(binId)).emit("delivery:updated", { binId, delivery });
  }
}

async function connectRedis(url: string) {
  const client = createClient({ url });
  client.on("error", (error) => logger.warn({ err: error }, "Redis is away"));
  await client.connect();
  return client;
}
