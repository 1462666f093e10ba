import type { RecheckProgress } from "#lib/bins/schema.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { CheckedRequest, RequestSummary } from "#lib/requests/schema.ts";

/** Asks for a bin's events. `since` is the id of the newest request already seen. */
export type WatchBin = { binId: string; shareToken?: string; since?: string };

/** `reset`: too much was missed to send; read the first page again. */
export type WatchAnswer =
  | { ok: true; cursor: string | null; reset: boolean }
  | { ok: false; error: string };

/** Newest last. `cursor` is the id of the newest item. */
export type RequestsCaptured = { binId: string; items: RequestSummary[]; cursor: string };

/**
 * Requests that were checked against a new setting: those whose verdict changed, and how far the
 * checking is. `recheck` null: it is done.
 */
export type RequestsChecked = {
  binId: string;
  items: CheckedRequest[];
  recheck: RecheckProgress | null;
};

/** Named ones, or every unpinned one up to an id; or all of them, pinned or not. */
export type RequestsRemoved =
  | { binId: string; ids: string[] }
  | { binId: string; upTo: string }
  | { binId: string; all: true; pinned: boolean };

export type ServerToClientEvents = {
  "requests:captured": (event: RequestsCaptured) => void;
  "requests:removed": (event: RequestsRemoved) => void;
  "requests:checked": (event: RequestsChecked) => void;
  "delivery:updated": (event: { binId: string; delivery: Delivery }) => void;
  "bin:updated": (event: { binId: string }) => void;
  "bin:deleted": (event: { binId: string }) => void;
};

export type ClientToServerEvents = {
  "bin:watch": (request: WatchBin, answer: (result: WatchAnswer) => void) => void;
  "bin:unwatch": (request: { binId: string }) => void;
};

/** What happens inside one server, told to whoever listens on the bus. */
export type BusEvents = {
  "requests.captured": { binId: string; items: RequestSummary[] };
  "requests.removed": RequestsRemoved;
  "requests.checked": RequestsChecked;
  /** By id: whoever needs more reads it, once for many. */
  "delivery.updated": { binId: string; ids: string[] };
  /** It may be one too many now. */
  "request.unpinned": { binId: string };
  "bin.updated": { binId: string };
  "bin.deleted": { binId: string };
  /** An anonymous bin that now belongs to an account. */
  "bin.claimed": { binId: string };
  "share.revoked": { shareId: string };
  "token.revoked": { tokenId: string };
};
