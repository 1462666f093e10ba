"use client";

import { InfoIcon } from "lucide-react";
import { useNow } from "#components/shell/use-now.ts";
import { loadPanel, PopoverButton } from "#components/ui/opener.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { cn } from "#lib/cn.ts";
import { formatBytes, formatDuration } from "#lib/format.ts";

const LimitsPanel = loadPanel(() =>
  import("./limits-panel.tsx").then((module) => module.LimitsPanel),
);

const MINUTE_MS = 60_000;
const NEARLY_FULL = 0.9;

/** How full the bin is and every other limit, in one line; opens to explain each. */
export function LimitsGauge({
  bin,
  initialNowMs,
}: {
  bin: Pick<BinDetail, "limits" | "counts" | "expiresAt" | "owner">;
  initialNowMs: number;
}) {
  const nowMs = useNow(initialNowMs, MINUTE_MS);
  const { limits, counts } = bin;
  const filled = Math.min(1, counts.kept / limits.maxRequests);
  const more = [
    counts.pinned > 0 ? `${counts.pinned} pinned` : null,
    `bodies up to ${formatBytes(limits.maxBodyBytes)}`,
    limits.capturesPerMinute === null ? "no rate limit" : `${limits.capturesPerMinute}/min`,
  ].filter((part) => part !== null);

  return (
    <PopoverButton
      button={
        <button
          type="button"
          className="-mx-1.5 flex w-fit max-w-full cursor-pointer items-center gap-2.5 rounded-md px-1.5 py-0.5 text-muted-foreground text-xs tabular-nums outline-none transition-colors hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring max-md:min-h-10"
        >
          <Meter filled={filled} />
          <span className="min-w-0 truncate text-left">
            {counts.kept.toLocaleString("en")} of {limits.maxRequests.toLocaleString("en")} kept
            {filled >= 1 ? ", the oldest goes first" : ""}
            <span className="max-md:hidden"> · {more.join(" · ")}</span>
            <span> · {describeExpiry(bin.expiresAt, nowMs)}</span>
          </span>
          <InfoIcon className="size-3.5 shrink-0" aria-hidden="true" />
          <span className="sr-only">Explain the limits</span>
        </button>
      }
    >
      {(opener) => <LimitsPanel opener={opener} bin={bin} />}
    </PopoverButton>
  );
}

/** "expires in 6 d", or that it stays. */
function describeExpiry(expiresAt: string | null, nowMs: number): string {
  if (expiresAt === null) return "does not expire";
  const leftMs = Date.parse(expiresAt) - nowMs;
  return leftMs <= 0 ? "expired" : `expires in ${formatDuration(leftMs)}`;
}

function Meter({ filled }: { filled: number }) {
  return (
    <span
      className="h-1 w-20 shrink-0 overflow-hidden rounded-full bg-secondary"
      aria-hidden="true"
    >
      <span
        className={cn(
          "block h-full rounded-full",
          filled >= NEARLY_FULL ? "bg-warning" : "bg-primary",
        )}
        style={{ width: `${filled * 100}%`, minWidth: filled > 0 ? 2 : 0 }}
      />
    </span>
  );
}
