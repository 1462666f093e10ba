"use client";

import { TriangleAlertIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { useNow } from "#components/shell/use-now.ts";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import type { Limits, RefusalSummary } from "#lib/bins/schema.ts";
import { formatAge, formatBytes, formatCount } from "#lib/format.ts";
import { recentRefusals, summarizeRefusals } from "./refusals.ts";

const HALF_MINUTE_MS = 30_000;

/** Says that requests were turned away in the last hour, and why; gone until the next one when dismissed. */
export function RefusalsNotice({
  refusals,
  limits,
  initialNowMs,
}: {
  refusals: RefusalSummary[];
  limits: Limits;
  initialNowMs: number;
}) {
  const nowMs = useNow(initialNowMs, HALF_MINUTE_MS);
  const deleted = useLiveState((state) => state.deleted);
  const [dismissedAt, setDismissedAt] = useState("");
  const recent = recentRefusals(refusals, nowMs);
  const latest = recent[0];
  if (deleted || latest === undefined || latest.lastAt <= dismissedAt) return null;

  return (
    <div
      role="status"
      // On a phone an open request is a screen of its own.
      className="flex shrink-0 items-center gap-2 border-warning/30 border-b bg-warning/8 py-1 pr-2 pl-4 text-sm max-md:group-has-data-request-open/main:hidden max-md:pl-3"
    >
      <TriangleAlertIcon className="size-4 shrink-0 text-warning" aria-hidden="true" />
      <p className="min-w-0">{summarizeRefusals(recent, limits)}</p>
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="link" size="inline" className="max-md:h-10 max-md:px-1">
            Details
          </Button>
        </PopoverTrigger>
        <PopoverContent align="start" className="w-96" aria-label="Refused requests">
          <RefusalList refusals={recent} nowMs={nowMs} />
        </PopoverContent>
      </Popover>
      <Button
        variant="ghost"
        size="icon-sm"
        className="ml-auto"
        aria-label="Dismiss"
        onClick={() => setDismissedAt(latest.lastAt)}
      >
        <XIcon />
      </Button>
    </div>
  );
}

function RefusalList({ refusals, nowMs }: { refusals: RefusalSummary[]; nowMs: number }) {
  return (
    <>
      <h2 className="font-semibold">Refused in the last hour</h2>
      <p className="mt-1 mb-3 text-muted-foreground text-xs">
        These were answered with an error and not kept. Counted by the minute, each with its latest
        request.
      </p>
      <ul className="flex flex-col gap-3">
        {refusals.map((refusal) => (
          <li key={`${refusal.reason}-${refusal.lastAt}`} className="flex flex-col gap-0.5">
            <span className="flex justify-between gap-3">
              <span className="font-medium">
                {formatCount(refusal.count, "request")} answered {refusal.status}
              </span>
              <span className="text-muted-foreground text-xs">
                {formatAge(Date.parse(refusal.lastAt), nowMs)}
              </span>
            </span>
            <code className="wrap-anywhere font-mono text-xs">
              {refusal.method} {refusal.path}
            </code>
            <span className="text-muted-foreground text-xs">
              from {refusal.remoteAddress}
              {refusal.declaredBytes === null
                ? ""
                : `, ${formatBytes(refusal.declaredBytes)} announced`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
