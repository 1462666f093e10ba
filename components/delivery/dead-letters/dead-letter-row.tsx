"use client";

import { RotateCwIcon, XIcon } from "lucide-react";
import Link from "next/link";
import { MethodBadge } from "#components/requests/method-badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { DeadLetter } from "#lib/delivery/schema.ts";
import { formatCount } from "#lib/format.ts";

const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** One dead delivery: where it was to go, why it did not arrive. */
export function DeadLetterRow(props: {
  letter: DeadLetter;
  /** Said where several bins are listed. */
  binName: string | null;
  busy: boolean;
  onRedrive: () => void;
  onCancel: () => void;
}) {
  const { letter, binName, busy, onRedrive, onCancel } = props;
  const { id, binId, requestId, captured, target, targetName, finishedAt } = letter;
  const { attemptCount, lastStatus, lastError } = letter;
  const answered = lastStatus === null ? "No answer" : `Answered ${lastStatus}`;
  const endedAt = finishedAt ?? letter.createdAt;
  return (
    <li data-delivery-id={id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        {captured === null ? null : (
          <p className="flex min-w-0 items-baseline gap-2">
            <MethodBadge method={captured.method} className="shrink-0" />
            <Link
              href={`/bins/${binId}?request=${requestId}`}
              prefetch={false}
              aria-label={`Open the request ${captured.method} ${captured.path}`}
              title={captured.path}
              className="min-w-0 truncate font-mono underline-offset-4 hover:underline"
            >
              {captured.path}
            </Link>
          </p>
        )}
        <p className="wrap-anywhere line-clamp-2 text-muted-foreground text-xs" title={target}>
          to {targetName === null ? "" : `${targetName}, `}
          <span className="font-mono">{target}</span>
        </p>
        <p className="wrap-anywhere text-destructive">{lastError ?? answered}</p>
        <p className="text-muted-foreground text-xs">
          {formatCount(attemptCount, "attempt")}, the last{" "}
          <time dateTime={endedAt}>{timeFormat.format(new Date(endedAt))}</time>
          {binName === null ? "" : `, in ${binName}`}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button
          variant="outline"
          size="sm"
          aria-label={`Send again to ${target}`}
          aria-disabled={busy}
          onClick={onRedrive}
        >
          <RotateCwIcon /> Send again
        </Button>
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Dismiss the delivery to ${target}`}
          aria-disabled={busy}
          onClick={onCancel}
        >
          <XIcon /> Dismiss
        </Button>
      </div>
    </li>
  );
}
