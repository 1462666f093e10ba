"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUpIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLiveBin } from "#components/realtime/live-bin-provider.tsx";
import type { LiveList } from "#components/realtime/live-store.ts";
import { useNow } from "#components/shell/use-now.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/cn.ts";
import { formatAge } from "#lib/format.ts";
import { isDisplayed, keepWhileHidden } from "./hidden-scroller.ts";
import { RequestRow, rowElementId } from "./request-row.tsx";
import { findRow, selectedPlace } from "./row-order.ts";
import { AT_TOP_PX, useRowAnchor } from "./use-row-anchor.ts";

type RequestListProps = {
  list: LiveList;
  query: string;
  /** The rows are those of the search before. */
  stale: boolean;
  selectedId: string | null;
  onSelect: (id: string) => void;
  follow: boolean;
};

const ROW_PX = 52;
/** Older rows are asked for when this many are left below. */
const LOAD_AHEAD_ROWS = 30;
/** What is drawn before the browser has measured anything. */
const FIRST_RECT = { width: 380, height: 700 };
const NO_ROWS_KEY = "none";

/** The virtual list of requests: only the rows in view exist, however many there are. */
export function RequestList(props: RequestListProps) {
  const { list, query, stale, selectedId, onSelect, follow } = props;
  const { rows, nextCursor, newCount } = list;
  const live = useLiveBin();
  const scroller = useRef<HTMLDivElement>(null);
  const [atTop, setAtTop] = useState(true);
  const nowMs = useNow(0, 1000);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.id ?? NO_ROWS_KEY,
    overscan: 8,
    initialRect: FIRST_RECT,
    ...keepWhileHidden,
    useFlushSync: false,
  });
  const anchor = useRowAnchor({ virtualizer, rows, rowHeight: ROW_PX, follow });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (nextCursor !== null && lastShown >= rows.length - LOAD_AHEAD_ROWS) void live.loadOlder();
  }, [live, nextCursor, lastShown, rows.length]);

  useEffect(() => {
    if (newCount > 0 && atTop && !document.hidden) live.seen();
  }, [live, newCount, atTop]);

  useEffect(() => {
    if (follow) virtualizer.scrollToOffset(0);
  }, [follow, virtualizer]);

  // Runs for the selection only: arrivals must not pull the list back to the selected row.
  const latestRows = useRef(rows);
  latestRows.current = rows;
  useEffect(() => {
    // On a phone the open request hides the list, which keeps its place.
    if (selectedId === null || !isDisplayed(scroller.current)) return;
    const at = findRow(latestRows.current, selectedId);
    if (at >= 0) virtualizer.scrollToIndex(at, { align: "auto" });
  }, [selectedId, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyTarget(event.key, rows.length, selectedPlace(rows, selectedId));
    const row = next === null ? undefined : rows[next];
    if (next === null || !row) return;
    event.preventDefault();
    onSelect(row.id);
    // It may be selected already and only out of view.
    virtualizer.scrollToIndex(next, { align: "auto" });
  };

  const scrollToNewest = () => {
    virtualizer.scrollToOffset(0);
    live.seen();
  };

  const activeShown = items.some((item) => rows[item.index]?.id === selectedId);
  return (
    <div className="relative min-h-0 flex-1">
      {newCount > 0 && !atTop ? (
        <Button
          size="sm"
          onClick={scrollToNewest}
          className="absolute top-2 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-md"
        >
          <ArrowUpIcon /> {newCount.toLocaleString("en")} new
        </Button>
      ) : null}
      <div
        ref={scroller}
        role="listbox"
        aria-label="Requests, newest first"
        aria-busy={stale}
        tabIndex={0}
        aria-activedescendant={
          activeShown && selectedId !== null ? rowElementId(selectedId) : undefined
        }
        onKeyDown={onKeyDown}
        onScroll={(event) => setAtTop(event.currentTarget.scrollTop <= AT_TOP_PX)}
        {...anchor}
        className={cn(
          "h-full overflow-y-auto overscroll-contain outline-none [overflow-anchor:none] focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset",
          stale && "opacity-60",
        )}
      >
        <div
          role="presentation"
          className="relative w-full"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <RequestRow
                key={row.id}
                row={row}
                selected={row.id === selectedId}
                age={nowMs === 0 ? "" : formatAge(Date.parse(row.receivedAt), nowMs)}
                query={query}
                top={start}
                height={ROW_PX}
                position={index + 1}
                total={nextCursor === null ? rows.length : -1}
                onSelect={onSelect}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The row that a key of the list box leads to; null when the key means nothing here. */
function keyTarget(key: string, count: number, at: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, Math.floor(at) + 1);
    case "ArrowUp":
      return Math.max(0, Math.ceil(at) - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "PageDown":
      return Math.min(count - 1, Math.floor(at) + 10);
    case "PageUp":
      return Math.max(0, Math.ceil(at) - 10);
    default:
      return null;
  }
}
