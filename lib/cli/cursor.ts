import type { RequestSummary } from "#lib/requests/schema.ts";

/** With several servers a capture may be told again a few seconds later: so many are remembered. */
const MAX_SEEN = 20_000;

/** How far a bin's captures have been told. */
export type Cursor = {
  /** The id behind which nothing was told yet; null: not begun. */
  position: () => string | null;
  /** Begins at an id, if it has not begun. */
  start: (id: string) => void;
  /** Of the items those that are new, oldest first; from now on they are not. */
  advance: (items: readonly RequestSummary[]) => RequestSummary[];
};

/** Tells each capture once, in the order of their ids, as far as they come together. */
export function createCursor(since: string | null): Cursor {
  let newest = since;
  const seen = new Set<string>();
  return {
    position: () => newest,
    start(id) {
      newest ??= id;
    },
    advance(items) {
      const unseen: RequestSummary[] = [];
      for (const item of items.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        if (seen.has(item.id)) continue;
        seen.add(item.id);
        unseen.push(item);
        if (newest === null || item.id > newest) newest = item.id;
      }
      for (const id of seen) {
        if (seen.size <= MAX_SEEN) break;
        seen.delete(id);
      }
      return unseen;
    },
  };
}
