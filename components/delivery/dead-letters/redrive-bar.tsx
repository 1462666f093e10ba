"use client";

import { DownloadIcon, RotateCwIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { DeadLetterPage, Target } from "#lib/delivery/schema.ts";
import { type DeadLetterFilter, deadLettersPath } from "./use-dead-letters.ts";
import type { Redrive } from "./use-redrive.ts";

/** Sends all again that the filter shows, also beyond the page, or exports everything. */
export function RedriveBar(props: {
  /** Null: of all the reader's bins. */
  binId: string | null;
  page: DeadLetterPage;
  filter: DeadLetterFilter;
  targets: readonly Target[];
  busy: boolean;
  onSend: (which: Redrive) => void;
}) {
  const { binId, page, filter, targets, busy, onSend } = props;
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button aria-disabled={busy} onClick={() => onSend(redriveOf(filter))}>
        <RotateCwIcon />
        <span className="truncate">Send {whichWords(filter, page, targets)} again</span>
      </Button>
      <Button variant="outline" asChild>
        <a href={`/api/v1${deadLettersPath(binId)}/export`} download>
          <DownloadIcon /> Export all
        </a>
      </Button>
    </div>
  );
}

function redriveOf({ reason, targetId }: DeadLetterFilter): Redrive {
  if (reason !== null) return targetId === null ? { reason } : { reason, targetId };
  return targetId === null ? { all: true } : { targetId };
}

/** `all 12`, `these 7` or `this one`; without a number where only the server could count. */
function whichWords(
  { reason, targetId }: DeadLetterFilter,
  { total, groups }: DeadLetterPage,
  targets: readonly Target[],
): string {
  if (reason === null && targetId === null) {
    return total === 1 ? "this one" : `all ${total.toLocaleString("en")}`;
  }
  if (reason !== null && targetId !== null) return "all that match";
  const count =
    targetId === null
      ? groups.find((group) => group.reason === reason)?.count
      : targets.find(({ id }) => id === targetId)?.counts.dead;
  if (count === undefined) return "these";
  return count === 1 ? "this one" : `these ${count.toLocaleString("en")}`;
}
