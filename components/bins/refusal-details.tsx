"use client";

import type { Opener } from "#components/ui/opener.tsx";
import { PopoverPanel } from "#components/ui/popover.tsx";
import type { RefusalSummary } from "#lib/bins/schema.ts";
import { formatAge, formatBytes, formatCount } from "#lib/format.ts";

/** Each kind of refused request of the last hour. */
export function RefusalDetails({
  opener,
  refusals,
  nowMs,
}: {
  opener: Opener;
  refusals: RefusalSummary[];
  nowMs: number;
}) {
  return (
    <PopoverPanel opener={opener} align="start" className="w-96" aria-label="Refused requests">
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
    </PopoverPanel>
  );
}
