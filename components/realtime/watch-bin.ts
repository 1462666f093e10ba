import type { Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "#lib/realtime/events.ts";
import type { LiveBin } from "./live-bin.ts";

type BinSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const ANSWER_TIMEOUT_MS = 10_000;
const RECONNECT_FIRST_MS = 250;
const RECONNECT_MOST_MS = 3000;
const REFUSED_RETRY_MS = 5000;
const MAX_REFUSALS = 3;

/** Connects a live bin with the server's events until the returned function is called. */
export function watchBin(input: {
  live: LiveBin;
  binId: string;
  shareToken: string | undefined;
  onBinUpdated: () => void;
}): () => void {
  const { live, binId, shareToken, onBinUpdated } = input;
  let socket: BinSocket | null = null;
  let stopped = false;
  let watchedBefore = false;
  let refusals = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function watch(connected: BinSocket): Promise<void> {
    const since = live.since();
    const request = {
      binId,
      ...(shareToken === undefined ? {} : { shareToken }),
      ...(since === null ? {} : { since }),
    };
    const answer = await connected
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck("bin:watch", request)
      .catch(() => null);
    if (stopped || !connected.connected) return;
    if (answer === null) {
      connected.disconnect().connect();
      return;
    }
    if (!answer.ok) {
      live.connectionChanged({ type: "refused", message: answer.error });
      refusals += 1;
      if (refusals < MAX_REFUSALS) retry = setTimeout(() => watch(connected), REFUSED_RETRY_MS);
      return;
    }
    refusals = 0;
    live.connectionChanged({ type: "watching" });
    live.caughtUp(answer.cursor, answer.reset, watchedBefore);
    watchedBefore = true;
  }

  function listen(connected: BinSocket): void {
    const ofThisBin = (event: { binId: string }) => event.binId === binId;
    connected.on("connect", () => void watch(connected));
    connected.on("disconnect", (reason) => {
      live.connectionChanged({ type: "lost", atMs: Date.now() });
      // The client reconnects by itself, except when the server has put it out.
      if (reason === "io server disconnect") connected.connect();
    });
    connected.on("connect_error", () => {
      live.connectionChanged({ type: "attempt_failed", atMs: Date.now() });
    });
    connected.on("requests:captured", (event) => {
      if (ofThisBin(event)) live.captured(event.items);
    });
    connected.on("requests:removed", (event) => {
      if (ofThisBin(event)) live.removed(event);
    });
    connected.on("requests:checked", (event) => {
      if (ofThisBin(event)) live.checked(event);
    });
    connected.on("delivery:updated", (event) => {
      if (ofThisBin(event)) live.deliveryUpdated(event.delivery);
    });
    connected.on("bin:updated", (event) => {
      if (ofThisBin(event)) onBinUpdated();
    });
    connected.on("bin:deleted", (event) => {
      if (ofThisBin(event)) live.binDeleted();
    });
  }

  const onOffline = () => live.connectionChanged({ type: "network_gone", atMs: Date.now() });
  const onOnline = () => {
    if (socket?.connected) {
      // Nothing was lost as far as the socket knows: ask, so that the words are right again.
      void watch(socket);
      return;
    }
    live.connectionChanged({ type: "network_back", atMs: Date.now() });
    socket?.disconnect().connect();
  };

  async function start(): Promise<void> {
    const { io } = await import("socket.io-client");
    if (stopped) return;
    socket = io({
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: RECONNECT_FIRST_MS,
      reconnectionDelayMax: RECONNECT_MOST_MS,
    });
    listen(socket);
  }

  window.addEventListener("offline", onOffline);
  window.addEventListener("online", onOnline);
  start().catch(() => live.connectionChanged({ type: "attempt_failed", atMs: Date.now() }));

  return () => {
    stopped = true;
    clearTimeout(retry);
    window.removeEventListener("offline", onOffline);
    window.removeEventListener("online", onOnline);
    socket?.disconnect();
  };
}
