import type { Server } from "socket.io";
import type { RequestSummary } from "#lib/requests/schema.ts";
import { subscribe } from "./bus.ts";
import { createCoalescer } from "./coalescer.ts";
import type { ClientToServerEvents, RequestsChecked, ServerToClientEvents } from "./events.ts";
import { binRoom, ownerRoom, shareRoom } from "./rooms.ts";

/** Our Socket.io server. */
export type Io = Server<ClientToServerEvents, ServerToClientEvents>;

const MESSAGES_PER_SECOND = 20;
const CHECKED_PER_SECOND = 8;
const BIN_UPDATES_PER_SECOND = 2;

/**
 * Tells the rooms what the bus says, until the returned function is called; captures are coalesced to
 * a bounded number of messages. With several servers, watchers may be at another one.
 */
export function forwardBus(io: Io, severalServers: boolean): () => void {
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
    subscribe("delivery.updated", (event) => {
      // Targets, what was sent with its credentials, and answers are the owner's alone.
      io.to(ownerRoom(event.binId)).emit("delivery:updated", event);
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
  ];
  return () => {
    for (const stop of stops) stop();
    captured.stop();
    checked.stop();
    updated.stop();
  };
}
