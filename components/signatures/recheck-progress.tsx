"use client";

import { Progress } from "radix-ui";
import { useEffect, useState } from "react";
import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import type { RecheckProgress } from "#lib/bins/schema.ts";

/** A few hundred requests are checked before this is over: nothing flashes. */
const QUIET_MS = 400;

/** How far the checking of stored requests against a new setting is, in words and as a bar. */
export function RecheckBar({ progress }: { progress: RecheckProgress | null }) {
  const isUnderWay = progress !== null && progress.total > 0;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!isUnderWay) return setShown(false);
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [isUnderWay]);
  if (!shown || !isUnderWay) return null;
  const { done, total } = progress;
  const words = `Checked ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  return (
    <div data-recheck className="flex shrink-0 items-center gap-3 text-muted-foreground text-xs">
      <span className="tabular-nums">{words}</span>
      <Progress.Root
        value={done}
        max={total}
        aria-label="Stored requests checked against the new setting"
        getValueLabel={() => words}
        className="h-1 min-w-16 flex-1 overflow-hidden rounded-full bg-secondary"
      >
        <Progress.Indicator
          className="h-full bg-primary transition-[width] motion-reduce:transition-none"
          style={{ width: `${(done / total) * 100}%` }}
        />
      </Progress.Root>
    </div>
  );
}

/** The same for the live bin around it, with a line below. */
export function LiveRecheckBar({ className }: { className: string }) {
  const recheck = useLiveState((state) => state.recheck);
  return (
    <div className={`${className} border-b empty:hidden`}>
      <RecheckBar progress={recheck} />
    </div>
  );
}
