import type { Socket } from "socket.io";
import { z } from "zod";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";
import type { ClientToServerEvents, ServerToClientEvents, WatchAnswer } from "./events.ts";
import { binRoom, countBins, ownerRoom, shareRoom, tokenRoom } from "./rooms.ts";

/** A browser's or script's connection. */
export type Client = Socket<ClientToServerEvents, ServerToClientEvents>;

/** Permission to watch a bin; it ends with the share link or API token that it came from. */
export type WatchGrant = {
  apiTokenId: string | null;
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
  /** How many milliseconds this connection must wait before it asks again; 0: none. */
  takeTurn: (socketId: string) => number;
};

const watchSchema = z.object({
  binId: z.string().max(64),
  shareToken: z.string().max(200).optional(),
  since: z.uuid().optional(),
});

const unwatchSchema = watchSchema.pick({ binId: true });

/** More than this many missed requests are not sent one by one: the page is read again instead. */
const MAX_CATCH_UP = 500;
const ITEMS_PER_MESSAGE = 100;
const MAX_BINS_PER_SOCKET = 20;

/** setTimeout counts in 31 bits; nobody keeps a page open for 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

const REFUSED: WatchAnswer = { ok: false, error: "There is no such bin, or it is not yours" };

/** Lets a client into a bin's room if it may, and sends what it missed. */
export async function watchBin(
  socket: Client,
  rules: WatchRules,
  request: unknown,
): Promise<WatchAnswer> {
  const parsed = watchSchema.safeParse(request);
  if (!parsed.success) return { ok: false, error: "binId, shareToken or since is malformed" };
  const { binId, shareToken, since } = parsed.data;
  const authorize = () => rules.authorize(credentialsOf(socket, shareToken), binId);
  const granted = await authorize();
  if (!granted) return REFUSED;
  const { share, apiTokenId } = granted;
  if (share) await bindToShare(socket, share);
  if (apiTokenId) await socket.join(tokenRoom(apiTokenId));
  if (share || apiTokenId) {
    // Revoked after the first look, before the room that is put out then was joined?
    if (!(await authorize())) return REFUSED;
  }
  // One shared request does not change: there is nothing to push, and the rest is not theirs to see.
  if (share?.requestId) return { ok: true, cursor: null, reset: false };
  if (countBins(socket.rooms) >= MAX_BINS_PER_SOCKET && !socket.rooms.has(binRoom(binId))) {
    return { ok: false, error: `One connection can watch ${MAX_BINS_PER_SOCKET} bins` };
  }
  // Join first: what is committed from now on is pushed, what came before is read below.
  await socket.join(share ? binRoom(binId) : [binRoom(binId), ownerRoom(binId)]);
  if (!since) return { ok: true, cursor: await rules.newestId(binId), reset: false };
  return catchUp(socket, rules, binId, since);
}

/** Lets a client out of a bin's room; what is malformed is no room. */
export async function unwatchBin(socket: Client, request: unknown): Promise<void> {
  const parsed = unwatchSchema.safeParse(request);
  if (!parsed.success) return;
  await socket.leave(binRoom(parsed.data.binId));
  await socket.leave(ownerRoom(parsed.data.binId));
}

async function catchUp(
  socket: Client,
  rules: WatchRules,
  binId: string,
  since: string,
): Promise<WatchAnswer> {
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

function credentialsOf({ handshake }: Client, shareToken: string | undefined) {
  const { cookie, authorization } = handshake.headers;
  return {
    cookie: cookie ?? null,
    authorization: shareToken ? `Bearer ${shareToken}` : (authorization ?? null),
  };
}

/** Puts the socket out when its share link is revoked (see forward-bus.ts) or expires. */
async function bindToShare(
  socket: Client,
  share: { shareId: string; expiresAt: Date | null },
): Promise<void> {
  if (socket.rooms.has(shareRoom(share.shareId))) return;
  await socket.join(shareRoom(share.shareId));
  if (!share.expiresAt) return;
  const leftMs = Math.min(share.expiresAt.getTime() - Date.now(), MAX_TIMER_MS);
  const timer = setTimeout(() => socket.disconnect(true), leftMs);
  socket.once("disconnect", () => clearTimeout(timer));
}
