"use client";

import { ChevronRightIcon } from "lucide-react";
import { Collapsible } from "radix-ui";
import { VisibleText } from "#components/requests/visible-text.tsx";
import type { Attempt } from "#lib/delivery/schema.ts";
import { formatDuration } from "#lib/format.ts";
import { AttemptDetails } from "./attempt-details.tsx";
import { attemptOutcome } from "./attempt-outcome.ts";

/** One attempt: how it ended and how long it took; opens to the answer and what was sent. */
export function AttemptRow({
  deliveryId,
  attempt,
  byBrowser,
  numbered,
  initiallyOpen,
}: {
  deliveryId: string;
  attempt: Attempt;
  /** A page sent it. */
  byBrowser: boolean;
  /** There are several: each says which it is. */
  numbered: boolean;
  initiallyOpen: boolean;
}) {
  const { number, stage, durationMs } = attempt;
  const { title, detail } = attemptOutcome(attempt);
  return (
    <Collapsible.Root
      defaultOpen={initiallyOpen}
      data-attempt-stage={stage}
      className="overflow-hidden rounded-md border bg-card"
    >
      <Collapsible.Trigger className="group flex w-full cursor-pointer items-start gap-2 px-2.5 py-2 text-left outline-none hover:bg-muted focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset max-md:min-h-11">
        <ChevronRightIcon
          className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-data-[state=open]:rotate-90"
          aria-hidden="true"
        />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex flex-wrap items-baseline gap-x-2">
            {numbered ? <span className="text-muted-foreground">Attempt {number}</span> : null}
            <span className="font-medium">{title}</span>
            {stage !== "guard" && durationMs > 0 ? (
              <span className="text-muted-foreground text-xs tabular-nums">
                {formatDuration(durationMs)}
              </span>
            ) : null}
          </span>
          {detail === null ? null : (
            <span className="wrap-anywhere">
              <VisibleText text={detail} />
            </span>
          )}
        </span>
      </Collapsible.Trigger>
      <Collapsible.Content>
        <AttemptDetails deliveryId={deliveryId} attempt={attempt} byBrowser={byBrowser} />
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
