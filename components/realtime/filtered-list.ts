import { errorMessage } from "#components/api.ts";
import type { RequestPage } from "#lib/requests/schema.ts";
import {
  type LiveAction,
  type LiveList,
  listFromPage,
  MAX_ROWS,
  reduceLive,
} from "./live-store.ts";

/** The requests that a search on the server found, and how far that is behind. */
export type FilteredList = {
  q: string;
  list: LiveList;
  status: "loading" | "ready" | "failed";
  /** Why it failed, in words. */
  error: string | null;
  /** Arrived since the search: whether they match is not known yet. */
  waiting: number;
  older: "idle" | "loading" | "failed";
};

/** Arrivals wait this long for others before the search is run again. */
const REQUERY_DELAY_MS = 800;

const EMPTY: RequestPage = { items: [], nextCursor: null };

/** Keeps the list of one search in step with what arrives, by searching again; never guesses. */
export function createFilter(input: {
  loadPage: (q: string, cursor: string | null) => Promise<RequestPage>;
  onChange: (filtered: FilteredList | null) => void;
}) {
  let current: FilteredList | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let searching = false;

  function update(changes: Partial<FilteredList>): void {
    if (!current) return;
    current = { ...current, ...changes };
    input.onChange(current);
  }

  function later(): void {
    if (timer !== null || searching) return;
    timer = setTimeout(() => {
      timer = null;
      void search();
    }, REQUERY_DELAY_MS);
  }

  async function search(): Promise<void> {
    const asked = current;
    if (!asked) return;
    searching = true;
    const { q } = asked;
    const answer = await input.loadPage(q, null).catch((error: unknown) => errorMessage(error));
    if (current?.q !== q) return;
    searching = false;
    if (typeof answer === "string") return update({ status: "failed", error: answer });
    // The first answer replaces the rows of the search before.
    const knownUpTo = asked.status === "loading" ? null : (asked.list.rows[0]?.id ?? null);
    const keep = new Set<string>();
    update({
      list: reduceLive(current.list, { type: "refreshed", page: answer, keep, knownUpTo }),
      status: "ready",
      error: null,
      waiting: current.waiting - asked.waiting,
    });
    if (current.waiting > 0) later();
  }

  return {
    /** Searches for `q`; an empty one ends the search. */
    set(q: string): void {
      const text = q.trim();
      if (text === (current?.q ?? "")) return;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      searching = false;
      if (text === "") {
        current = null;
        input.onChange(null);
        return;
      }
      const list = current?.list ?? listFromPage(EMPTY);
      current = { q: text, list, status: "loading", error: null, waiting: 0, older: "idle" };
      input.onChange(current);
      void search();
    },
    retry(): void {
      update({ status: "loading", error: null });
      if (!searching) void search();
    },
    /** Takes notice of what happened to the whole list. */
    observe(action: LiveAction): void {
      if (!current) return;
      if (action.type === "arrived") {
        update({ waiting: current.waiting + action.items.length });
        later();
        return;
      }
      const list = reduceLive(current.list, action);
      if (list !== current.list) update({ list });
    },
    async loadOlder(): Promise<void> {
      const asked = current;
      const cursor = asked?.list.nextCursor ?? null;
      if (!asked || cursor === null || asked.status === "loading") return;
      if (asked.older === "loading" || asked.list.rows.length >= MAX_ROWS) return;
      update({ older: "loading" });
      const page = await input.loadPage(asked.q, cursor).catch(() => null);
      if (current?.q !== asked.q) return;
      if (!page) return update({ older: "failed" });
      update({ list: reduceLive(current.list, { type: "older", cursor, page }), older: "idle" });
    },
  };
}
