"use client";

import { TriangleAlertIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { useNow } from "#components/shell/use-now.ts";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, PopoverButton } from "#components/ui/opener.tsx";
import type { Limits, RefusalSummary } from "#lib/bins/schema.ts";
import { recentRefusals, summarizeRefusals } from "./refusals.ts";

const RefusalDetails = loadPanel(() =>
  import("./refusal-details.tsx").then((module) => module.RefusalDetails),
);

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
      <PopoverButton
        button={
          <Button variant="link" size="inline" className="max-md:h-10 max-md:px-1">
            Details
          </Button>
        }
      >
        {(opener) => <RefusalDetails opener={opener} refusals={recent} nowMs={nowMs} />}
      </PopoverButton>
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
