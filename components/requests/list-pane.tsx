"use client";

import type { ComponentProps } from "react";
import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { LiveRecheckBar } from "#components/signatures/recheck-progress.tsx";
import { cn } from "#lib/cn.ts";
import { ListFooter } from "./list-footer.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { RequestList } from "./request-list.tsx";

type ListPaneProps = ComponentProps<typeof ListToolbar> & {
  selectedId: string | null;
  onSelect: (id: string) => void;
  className: string;
};

/** The left pane: filter, list, and how much of it is loaded. */
export function ListPane({ selectedId, onSelect, className, ...toolbar }: ListPaneProps) {
  const whole = useLiveState((state) => state.list);
  const filter = useLiveState((state) => state.filter);
  const list = filter?.list ?? whole;
  const nothing = list.rows.length === 0;
  return (
    <section
      aria-label="Captured requests"
      className={cn(
        "flex min-h-0 w-full flex-col md:w-88 md:shrink-0 md:border-r xl:w-104",
        className,
      )}
    >
      <ListToolbar {...toolbar} />
      <LiveRecheckBar className="px-3 py-1.5" />
      {nothing && filter?.status === "ready" && list.nextCursor === null ? (
        <p className="flex-1 p-4 text-muted-foreground">
          No request contains “{filter.q}”. New ones that do will show up here.
        </p>
      ) : nothing && filter === null ? (
        <p className="flex-1 p-4 text-muted-foreground">No requests are kept.</p>
      ) : (
        <RequestList
          list={list}
          query={filter?.q ?? ""}
          stale={filter?.status === "loading"}
          selectedId={selectedId}
          onSelect={onSelect}
          follow={toolbar.follow}
        />
      )}
      <ListFooter />
    </section>
  );
}
