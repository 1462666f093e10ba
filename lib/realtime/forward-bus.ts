import type { Server } from "socket.io";
import { logger } from "#lib/logger.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import { subscribe } from "./bus.ts";
import { createCoalescer } from "./coalescer.ts";
import type { ClientToServerEvents, RequestsChecked, ServerToClientEvents } from "./events.ts";
import { binRoom, ownerRoom, shareRoom, tokenRoom } from "./rooms.ts";
import type { WatchRules } from "./watch-bin.ts";

/** Our Socket.io server. */
export type Io = Server<ClientToServerEvents, ServerToClientEvents>;

const MESSAGES_PER_SECOND = 20;
const CHECKED_PER_SECOND = 8;
const BIN_UPDATES_PER_SECOND = 2;
const DELIVERY_MESSAGES_PER_SECOND = 5;
const MAX_DELIVERIES_PER_MESSAGE = 20;

/**
 * Tells the rooms what the bus says, until the returned function is called; captures and deliveries
 * are coalesced to a bounded number of messages. With several servers, watchers may be at another one.
 */
export function forwardBus(
  io: Io,
  rules: Pick<WatchRules, "findDeliveries">,
  severalServers: boolean,
): () => void {
  const hasWatchers = (binId: string) =>
    severalServers || io.sockets.adapter.rooms.has(binRoom(binId));
  const captured = createCoalescer<RequestSummary>({
    perSecond: MESSAGES_PER_SECOND,
    send: (binId, items) => {
      const cursor = items.at(-1)?.id ?? "";
      io.to(binRoom(binId)).emit("requests:captured", { binId, items, cursor });
    },
  });
  const checked = createCoalescer<RequestsChecked>({
    perSecond: CHECKED_PER_SECOND,
    send: (binId, events) => {
      const items = events.flatMap((event) => event.items);
      const recheck = events.at(-1)?.recheck ?? null;
      io.to(binRoom(binId)).emit("requests:checked", { binId, items, recheck });
    },
  });
  const updated = createCoalescer<true>({
    perSecond: BIN_UPDATES_PER_SECOND,
    send: (binId) => void io.to(binRoom(binId)).emit("bin:updated", { binId }),
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
      io.to(binRoom(event.binId)).emit("requests:removed", event);
    }),
    subscribe("requests.checked", (event) => {
      if (hasWatchers(event.binId)) checked.add(event.binId, [event]);
    }),
    subscribe("delivery.updated", ({ binId, ids }) => {
      if (hasWatchers(binId)) deliveries.add(binId, ids);
    }),
    subscribe("bin.updated", ({ binId }) => {
      if (hasWatchers(binId)) updated.add(binId, [true]);
    }),
    subscribe("bin.deleted", (event) => {
      io.to(binRoom(event.binId)).emit("bin:deleted", event);
      io.in(binRoom(event.binId)).socketsLeave([binRoom(event.binId), ownerRoom(event.binId)]);
    }),
    // They connect again and are asked again who they are.
    subscribe("bin.claimed", ({ binId }) => {
      io.in(ownerRoom(binId)).disconnectSockets(true);
    }),
    subscribe("share.revoked", ({ shareId }) => {
      io.in(shareRoom(shareId)).disconnectSockets(true);
    }),
    subscribe("token.revoked", ({ tokenId }) => {
      io.in(tokenRoom(tokenId)).disconnectSockets(true);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    captured.stop();
    checked.stop();
    updated.stop();
    deliveries.stop();
  };
}

/**
 * The newest of what changed, each once; of more than that the page is asked to read its lists again.
 * Targets, what was sent with its credentials, and answers are the owner's alone.
 */
async function sendDeliveries(
  io: Io,
  rules: Pick<WatchRules, "findDeliveries">,
  binId: string,
  ids: string[],
): Promise<void> {
  const changed = [...new Set(ids)];
  const newest = changed.slice(-MAX_DELIVERIES_PER_MESSAGE);
  if (newest.length < changed.length) io.to(binRoom(binId)).emit("bin:updated", { binId });
  const found = await rules.findDeliveries(newest).catch((error) => {
    logger.warn({ err: error, binId }, "deliveries could not be announced");
    return [];
  });
  for (const delivery of found) {
    io.to(ownerRoom(binId)).emit("delivery:updated", { binId, delivery });
  }
}
