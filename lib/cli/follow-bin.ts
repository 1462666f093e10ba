import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { firstIdAt } from "#lib/ids.ts";
import type { ClientToServerEvents, ServerToClientEvents } from "#lib/realtime/events.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import type { Api } from "./api.ts";
import { createCursor } from "./cursor.ts";

type BinSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Why following ended: it was asked to, or the bin is gone (or no longer the token's). */
export type FollowEnd = "stopped" | "gone";

const ANSWER_WITHIN_MS = 10_000;
const RECONNECT_FIRST_MS = 250;
const RECONNECT_MOST_MS = 3_000;
const REFUSED_AGAIN_MS = 2_000;

/** Before every request: what a bin that was empty is asked for after a gap. */
const BEFORE_ALL = firstIdAt(0);

/**
 * Tells every capture of a bin after `since` (null: from now on), each once, oldest first, until the
 * signal or the end of the bin. After a gap it asks for what came behind the last one told: nothing is
 * lost while the server keeps it.
 */
export async function followBin(input: {
  api: Api;
  binId: string;
  since: string | null;
  /** Captures to tell before, which are known already. */
  first: RequestSummary[];
  /** Reads what came after an id when that is too much for the socket; retries until it has it. */
  listSince: (since: string) => Promise<RequestSummary[]>;
  /** Whether the bin is still there for the token; null: nobody can say now. */
  isThere: () => Promise<boolean | null>;
  onCaptured: (items: RequestSummary[]) => void;
  onConnection: (news: "live" | "away") => void;
  signal: AbortSignal;
}): Promise<FollowEnd> {
  const { api, binId, listSince, isThere, onCaptured, onConnection, signal } = input;
  const ended = Promise.withResolvers<FollowEnd>();
  const cursor = createCursor(input.since);
  /** What came before the server said that it has sent all that was missed; null: it has. */
  let waiting: RequestSummary[] | null = [];

  const socket: BinSocket = io(api.server, {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    extraHeaders: api.authorization,
    agent: asAgentOption(api),
    reconnectionDelay: RECONNECT_FIRST_MS,
    reconnectionDelayMax: RECONNECT_MOST_MS,
    forceNew: true,
  });

  function tell(items: RequestSummary[]): void {
    const unseen = cursor.advance(items);
    if (unseen.length > 0) onCaptured(unseen);
  }

  async function watch(): Promise<void> {
    const connection = socket.id;
    const isCurrent = () => socket.connected && socket.id === connection && !signal.aborted;
    waiting = [];
    const since = cursor.position();
    const request = since === null ? { binId } : { binId, since };
    const answer = await socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck("bin:watch", request)
      .catch(() => null);
    if (!isCurrent()) return;
    if (answer === null) {
      socket.disconnect().connect();
      return;
    }
    if (!answer.ok) {
      if ((await isThere()) === false) return ended.resolve("gone");
      await sleep(REFUSED_AGAIN_MS, undefined, { signal }).catch(() => {});
      if (isCurrent()) await watch();
      return;
    }
    const missed = answer.reset && since !== null ? await listSince(since) : [];
    if (!isCurrent()) return;
    cursor.start(answer.cursor ?? BEFORE_ALL);
    const items = [...missed, ...waiting];
    waiting = null;
    onConnection("live");
    tell(items);
  }

  tell(input.first);
  socket.on("connect", () => void watch().catch(ended.reject));
  socket.on("disconnect", (reason) => {
    if (signal.aborted) return;
    onConnection("away");
    // The client reconnects by itself, except when the server has put it out.
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", () => {
    if (!signal.aborted) onConnection("away");
  });
  socket.on("requests:captured", (event) => {
    if (event.binId !== binId) return;
    if (waiting === null) tell(event.items);
    else waiting.push(...event.items);
  });
  socket.on("bin:deleted", (event) => {
    if (event.binId === binId) ended.resolve("gone");
  });
  const stop = () => ended.resolve("stopped");
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return ended.promise.finally(() => socket.disconnect());
}

/** The types are the browser's, where there are no agents; under Node.js both transports take one. */
function asAgentOption({ agent }: Api): string {
  return agent as unknown as string;
}
