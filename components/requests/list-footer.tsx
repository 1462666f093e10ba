"use client";

import { LoaderCircleIcon } from "lucide-react";
import { useLiveBin, useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { MAX_ROWS } from "#components/realtime/live-store.ts";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format.ts";

/** How much of the list is here, below the list. */
export function ListFooter() {
  const live = useLiveBin();
  const filter = useLiveState((state) => state.filter);
  const list = useLiveState((state) => state.list);
  const wholeOlder = useLiveState((state) => state.older);
  const { rows, nextCursor } = filter?.list ?? list;
  const older = filter?.older ?? wholeOlder;
  return (
    <div className="flex h-7 shrink-0 items-center gap-2 border-t px-3 text-muted-foreground text-xs">
      {filter?.status === "loading" || older === "loading" ? (
        <>
          <LoaderCircleIcon className="size-3 motion-safe:animate-spin" aria-hidden="true" />
          {older === "loading" ? "Loading older requests…" : "Searching…"}
        </>
      ) : older === "failed" ? (
        <>
          <span className="text-destructive">Older requests could not be read.</span>
          <Button
            variant="link"
            size="inline"
            className="text-xs"
            onClick={() => void live.loadOlder()}
          >
            Try again
          </Button>
        </>
      ) : (
        words(rows.length, nextCursor !== null, filter !== null)
      )}
    </div>
  );
}

function words(count: number, hasOlder: boolean, filtered: boolean): string {
  const shown = formatCount(count, filtered ? "match" : "request").replace("matchs", "matches");
  if (!hasOlder) return shown;
  if (count >= MAX_ROWS) return `The newest ${shown}; filter to reach older ones`;
  return `${shown} loaded, older ones follow as you scroll`;
}
