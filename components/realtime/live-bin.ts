import type { RecheckProgress } from "#lib/bins/schema.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { RequestsChecked, RequestsRemoved } from "#lib/realtime/events.ts";
import type { RequestPage, RequestSummary } from "#lib/requests/schema.ts";
import { type Connection, type ConnectionEvent, reduceConnection } from "./connection-state.ts";
import { createFilter, type FilteredList } from "./filtered-list.ts";
import {
  type LiveAction,
  type LiveList,
  listFromPage,
  MAX_ROWS,
  reduceLive,
} from "./live-store.ts";

/** Everything the screen shows of a bin's stream; replaced as a whole at every change. */
export type LiveBinState = {
  list: LiveList;
  /** The list that a filter gives; null without one. */
  filter: FilteredList | null;
  connection: Connection;
  older: "idle" | "loading" | "failed";
  deleted: boolean;
  /** How far the checking of stored requests against a new setting is; null when there is none. */
  recheck: RecheckProgress | null;
};

/** What the live bin needs of its surroundings. */
export type LiveBinInput = {
  initialPage: RequestPage;
  loadPage: (query: { cursor: string | null; q: string | null }) => Promise<RequestPage>;
  /** Calls back before the next paint, and soon enough when nothing is painted. */
  onNextFrame: (callback: () => void) => void;
  /** Told that something changed the bin's own numbers. */
  onChanged: () => void;
};

/** A page that could not be read after a gap is asked for again this much later. */
const RESYNC_DELAY_MS = 2000;

export type LiveBin = ReturnType<typeof createLiveBin>;

/**
 * A bin's live list: what arrives is applied at most once per frame, in order, merged by id with the
 * pages that are read. Knows nothing of sockets: see watch-bin.ts.
 */
export function createLiveBin(input: LiveBinInput) {
  const { loadPage, onNextFrame, onChanged } = input;
  const listeners = new Set<() => void>();
  const deliveryListeners = new Set<(delivery: Delivery) => void>();
  let state: LiveBinState = {
    list: listFromPage(input.initialPage),
    filter: null,
    connection: { kind: "connecting" },
    older: "idle",
    deleted: false,
    recheck: null,
  };
  let queue: LiveAction[] = [];
  /** Up to here nothing is missing; the page asks from here after a reconnect. */
  let syncedId = newestId();
  let synced = false;
  let refreshing: { keep: Set<string>; again: boolean } | null = null;

  function newestId(): string | null {
    return state.list.rows[0]?.id ?? null;
  }

  function set(changes: Partial<LiveBinState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener();
  }

  const filter = createFilter({
    loadPage: (q, cursor) => loadPage({ cursor, q }),
    onChange: (filtered) => set({ filter: filtered }),
  });

  function flush(): void {
    const actions = queue;
    queue = [];
    if (actions.length === 0) return;
    const before = state.list;
    const list = actions.reduce(reduceLive, before);
    if (synced) advance(list.rows[0]?.id);
    if (list !== before) set({ list });
    for (const action of actions) filter.observe(action);
    // A verdict is none of the bin's numbers.
    if (actions.some(({ type }) => type !== "checked")) onChanged();
  }

  function enqueue(action: LiveAction): void {
    queue.push(action);
    if (queue.length === 1) onNextFrame(flush);
  }

  function advance(id: string | null | undefined): void {
    if (id && (syncedId === null || id > syncedId)) syncedId = id;
  }

  /** Reads page one again and puts it in place of what it covers. */
  async function refresh(): Promise<boolean> {
    if (refreshing) {
      refreshing.again = true;
      return true;
    }
    flush();
    const current = { keep: new Set<string>(), again: false };
    refreshing = current;
    const knownUpTo = syncedId;
    const page = await loadPage({ cursor: null, q: null }).catch(() => null);
    flush();
    refreshing = null;
    if (page) {
      set({
        list: reduceLive(state.list, { type: "refreshed", page, keep: current.keep, knownUpTo }),
      });
      if (synced) advance(newestId());
      onChanged();
    }
    return current.again ? refresh() : page !== null;
  }

  /** After a gap: nothing counts as seen before page one has closed it. */
  async function resync(): Promise<void> {
    const done = await refresh();
    if (state.connection.kind !== "live") return;
    if (!done) {
      setTimeout(() => void resync(), RESYNC_DELAY_MS);
      return;
    }
    synced = true;
    advance(newestId());
  }

  return {
    getState: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onDelivery(listener: (delivery: Delivery) => void): () => void {
      deliveryListeners.add(listener);
      return () => void deliveryListeners.delete(listener);
    },
    deliveryUpdated(delivery: Delivery): void {
      for (const listener of deliveryListeners) listener(delivery);
    },
    connectionChanged(event: ConnectionEvent): void {
      if (event.type === "lost") synced = false;
      set({ connection: reduceConnection(state.connection, event) });
    },
    /** What to ask for after a (re)connect: everything behind this id. */
    since: () => syncedId,
    /** The server has sent all that was missed, or says that it is too much. */
    caughtUp(cursor: string | null, reset: boolean, reconnected: boolean): void {
      flush();
      const unknown = cursor !== null && (newestId() ?? "") < cursor;
      if (reset || unknown) {
        void resync();
        return;
      }
      synced = true;
      advance(newestId());
      // What was deleted meanwhile is not told.
      if (reconnected) void refresh();
    },
    captured(items: RequestSummary[]): void {
      for (const item of items) refreshing?.keep.add(item.id);
      enqueue({ type: "arrived", items });
    },
    removed(event: RequestsRemoved): void {
      if ("ids" in event) enqueue({ type: "removed", ids: event.ids });
      else if ("upTo" in event) enqueue({ type: "trimmed", upTo: event.upTo });
      else {
        enqueue({ type: "cleared", pinned: event.pinned });
        void refresh();
      }
    },
    changed(item: RequestSummary): void {
      enqueue({ type: "changed", item });
    },
    checked({ items, recheck }: RequestsChecked): void {
      if (items.length > 0) enqueue({ type: "checked", items });
      if (recheck !== null || state.recheck !== null) set({ recheck });
    },
    /** What the bin says of itself, just read: events of the past are not told again. */
    recheckRead(recheck: RecheckProgress | null): void {
      if (recheck !== null || state.recheck !== null) set({ recheck });
    },
    binDeleted(): void {
      set({ deleted: true });
    },
    seen(): void {
      if (state.list.newCount > 0) set({ list: reduceLive(state.list, { type: "seen" }) });
    },
    refresh,
    setFilter: filter.set,
    retryFilter: filter.retry,
    /** Adds the next older page, of the filter when there is one. */
    async loadOlder(): Promise<void> {
      if (state.filter) return filter.loadOlder();
      const cursor = state.list.nextCursor;
      if (cursor === null || state.older === "loading" || state.list.rows.length >= MAX_ROWS)
        return;
      set({ older: "loading" });
      const page = await loadPage({ cursor, q: null }).catch(() => null);
      if (!page) return set({ older: "failed" });
      flush();
      set({ list: reduceLive(state.list, { type: "older", cursor, page }), older: "idle" });
    },
  };
}
