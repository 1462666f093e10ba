import type { CheckedRequest, RequestPage, RequestSummary } from "#lib/requests/schema.ts";

/** More rows than this are not held; the oldest go first and can be reached by filtering. */
export const MAX_ROWS = 10_000;

/** A bin's requests as far as they are known here: newest first, every id once, without gaps. */
export type LiveList = {
  rows: readonly RequestSummary[];
  /** What the next older page is asked with; null when the oldest row is here. */
  nextCursor: string | null;
  /** How many rows arrived since the reader last looked at the newest. */
  newCount: number;
  /** Ids that were removed: an answer that was under way must not bring them back. */
  removed: ReadonlySet<string>;
  /** Up to this id only pinned requests are left; empty before anything was trimmed. */
  trimmedUpTo: string;
};

export type LiveAction =
  | { type: "arrived"; items: readonly RequestSummary[] }
  | { type: "older"; cursor: string; page: RequestPage }
  | {
      type: "refreshed";
      page: RequestPage;
      /** Ids that arrived after the page was asked for: they may be missing from it. */
      keep: ReadonlySet<string>;
      /** Up to this id the rows held have no gap; null: start again from the page. */
      knownUpTo: string | null;
    }
  | { type: "changed"; item: RequestSummary }
  | { type: "checked"; items: readonly CheckedRequest[] }
  | { type: "removed"; ids: readonly string[] }
  | { type: "trimmed"; upTo: string }
  | { type: "cleared"; pinned: boolean }
  | { type: "seen" };

const MAX_REMEMBERED_REMOVALS = 2_000;

const newestFirst = (a: RequestSummary, b: RequestSummary) =>
  a.id < b.id ? 1 : a.id > b.id ? -1 : 0;

/** The list that a first page makes. */
export function listFromPage(page: RequestPage): LiveList {
  return {
    rows: page.items,
    nextCursor: page.nextCursor,
    newCount: 0,
    removed: new Set(),
    trimmedUpTo: "",
  };
}

/** The list after one event. The same list when nothing changed. */
export function reduceLive(list: LiveList, action: LiveAction): LiveList {
  switch (action.type) {
    case "arrived":
      return addArrivals(list, action.items);
    case "older":
      return addOlder(list, action.cursor, action.page);
    case "refreshed":
      return refresh(list, action.page, action.keep, action.knownUpTo);
    case "changed":
      return replaceRow(list, action.item);
    case "checked":
      return setVerdicts(list, action.items);
    case "removed":
      return remove(list, action.ids);
    case "trimmed":
      return trim(list, action.upTo);
    case "cleared":
      return remove(list, idsOf(list.rows.filter((row) => action.pinned || !row.pinned)));
    case "seen":
      return list.newCount === 0 ? list : { ...list, newCount: 0 };
  }
}

function addArrivals(list: LiveList, items: readonly RequestSummary[]): LiveList {
  const known = idsFrom(list.rows, oldestId(items));
  const fresh = new Map<string, RequestSummary>();
  for (const item of items) {
    if (!known.has(item.id) && isKept(list, item)) fresh.set(item.id, item);
  }
  if (fresh.size === 0) return list;
  return withRows(list, merge(list.rows, [...fresh.values()].sort(newestFirst)), {
    newCount: list.newCount + fresh.size,
  });
}

function addOlder(list: LiveList, cursor: string, page: RequestPage): LiveList {
  // The list was cut or begun anew while the page was under way: it would leave a gap.
  if (cursor !== list.nextCursor) return list;
  const known = new Set(list.rows.map((row) => row.id));
  const older = page.items.filter((item) => !known.has(item.id) && isKept(list, item));
  return withRows(list, merge(list.rows, older), { nextCursor: page.nextCursor });
}

function refresh(
  list: LiveList,
  page: RequestPage,
  keep: ReadonlySet<string>,
  knownUpTo: string | null,
): LiveList {
  const oldest = page.items.at(-1)?.id;
  const reachesKnown =
    page.nextCursor !== null && oldest !== undefined && knownUpTo !== null && oldest <= knownUpTo;
  const paged = new Set(page.items.map((item) => item.id));
  const stays = (row: RequestSummary) => {
    if (paged.has(row.id)) return false;
    return keep.has(row.id) || (reachesKnown && row.id < oldest);
  };
  const kept = list.rows.filter(stays);
  const items = page.items.filter((item) => isKept(list, item));
  const hasOlder = reachesKnown && kept.some((row) => row.id < oldest);
  return withRows(list, merge(kept, items), {
    nextCursor: hasOlder ? list.nextCursor : page.nextCursor,
  });
}

function trim(list: LiveList, upTo: string): LiveList {
  const doomed = list.rows.filter((row) => row.id <= upTo && !row.pinned);
  const trimmed = { ...list, trimmedUpTo: upTo > list.trimmedUpTo ? upTo : list.trimmedUpTo };
  return remove(trimmed, idsOf(doomed));
}

/** False for what is known to be gone, although an answer under way still had it. */
function isKept(list: LiveList, item: RequestSummary): boolean {
  return !list.removed.has(item.id) && (item.pinned || item.id > list.trimmedUpTo);
}

const idsOf = (rows: readonly RequestSummary[]) => rows.map((row) => row.id);

function replaceRow(list: LiveList, item: RequestSummary): LiveList {
  const at = list.rows.findIndex((row) => row.id === item.id);
  return at < 0 ? list : { ...list, rows: list.rows.with(at, item) };
}

function setVerdicts(list: LiveList, items: readonly CheckedRequest[]): LiveList {
  const verdicts = new Map(items.map(({ id, verification }) => [id, verification]));
  if (!list.rows.some((row) => verdicts.has(row.id))) return list;
  const rows = list.rows.map((row) => {
    const verification = verdicts.get(row.id);
    return verification === undefined ? row : { ...row, verification };
  });
  return { ...list, rows };
}

function remove(list: LiveList, ids: readonly string[]): LiveList {
  if (ids.length === 0) return list;
  const gone = new Set(ids);
  const rows = list.rows.filter((row) => !gone.has(row.id));
  const removed = new Set([...list.removed, ...ids].slice(-MAX_REMEMBERED_REMOVALS));
  const newLeft = list.rows.slice(0, list.newCount).filter((row) => !gone.has(row.id)).length;
  return { ...list, rows, removed, newCount: newLeft };
}

function withRows(
  list: LiveList,
  rows: readonly RequestSummary[],
  changes: Partial<LiveList>,
): LiveList {
  const next = { ...list, ...changes };
  if (rows.length <= MAX_ROWS) return { ...next, rows };
  const kept = rows.slice(0, MAX_ROWS);
  return { ...next, rows: kept, nextCursor: kept.at(-1)?.id ?? null };
}

/** Two lists, each newest first and sharing no id, as one. Cheap when they don't interleave. */
function merge(
  a: readonly RequestSummary[],
  b: readonly RequestSummary[],
): readonly RequestSummary[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  if (isOlder(a[0], b.at(-1))) return [...b, ...a];
  if (isOlder(b[0], a.at(-1))) return [...a, ...b];
  return [...a, ...b].sort(newestFirst);
}

const isOlder = (a: RequestSummary | undefined, b: RequestSummary | undefined) =>
  a !== undefined && b !== undefined && a.id < b.id;

function oldestId(items: readonly RequestSummary[]): string {
  return items.reduce((oldest, item) => (item.id < oldest ? item.id : oldest), items[0]?.id ?? "");
}

/** The ids of the rows that are at least `from`: the only ones that arrivals can repeat. */
function idsFrom(rows: readonly RequestSummary[], from: string): Set<string> {
  const end = rows.findIndex((row) => row.id < from);
  return new Set(rows.slice(0, end < 0 ? rows.length : end).map((row) => row.id));
}
