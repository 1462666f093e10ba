"use client";

import { RotateCwIcon, XIcon } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import type { DeliverySummary } from "#lib/delivery/schema.ts";
import { formatCount } from "#lib/format.ts";

const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** One dead delivery: where it was to go, why it did not arrive. */
export function DeadLetterRow(props: {
  letter: DeliverySummary;
  /** Said where several bins are listed. */
  binName: string | null;
  busy: boolean;
  onRedrive: () => void;
  onCancel: () => void;
}) {
  const { letter, binName, busy, onRedrive, onCancel } = props;
  const { id, binId, requestId, target, attemptCount, lastStatus, lastError, finishedAt } = letter;
  const answered = lastStatus === null ? "No answer" : `Answered ${lastStatus}`;
  const endedAt = finishedAt ?? letter.createdAt;
  return (
    <li data-delivery-id={id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <p className="wrap-anywhere line-clamp-2 font-mono" title={target}>
          {target}
        </p>
        <p className="wrap-anywhere text-destructive">{lastError ?? answered}</p>
        <p className="text-muted-foreground text-xs">
          {formatCount(attemptCount, "attempt")}, the last{" "}
          <time dateTime={endedAt}>{timeFormat.format(new Date(endedAt))}</time>
          {binName === null ? "" : `, in ${binName}`}
          {" · "}
          <Link
            href={`/bins/${binId}?request=${requestId}`}
            prefetch={false}
            className="text-link underline underline-offset-4"
          >
            Open the request
          </Link>
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
