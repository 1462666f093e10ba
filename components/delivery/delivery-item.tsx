"use client";

import { RotateCwIcon } from "lucide-react";
import { useNow } from "#components/shell/use-now.ts";
import { Button } from "#components/ui/button.tsx";
import { ATTEMPT_TIMEOUT_MS, type Delivery, type DeliveryState } from "#lib/delivery/schema.ts";
import { formatAge } from "#lib/format.ts";
import { AttemptRow } from "./attempt-row.tsx";
import { DeliveryStateBadge } from "./delivery-state-badge.tsx";
import { isUnderWay } from "./merge-deliveries.ts";

/** One delivery with its attempts, the last of them first. */
export function DeliveryItem({
  delivery,
  isNewest,
  onSendAgain,
}: {
  delivery: Delivery;
  isNewest: boolean;
  onSendAgain: () => void;
}) {
  const { target, state, createdAt, attempts } = delivery;
  const underWay = isUnderWay(delivery);
  return (
    <li data-delivery-id={delivery.id} className="flex flex-col gap-2 px-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <DeliveryStateBadge state={state} />
        <Sent at={createdAt} />
        {underWay ? null : (
          <Button
            variant="ghost"
            size="sm"
            className="ml-auto"
            aria-label={`Send again to ${target}`}
            onClick={onSendAgain}
          >
            <RotateCwIcon /> Send again
          </Button>
        )}
        <p className="wrap-anywhere line-clamp-3 w-full font-mono" title={target}>
          <span className="sr-only">to </span>
          {target}
        </p>
      </div>
      {underWay ? <Waiting delivery={delivery} /> : null}
      {attempts.toReversed().map((attempt, index) => (
        <AttemptRow
          key={attempt.number}
          deliveryId={delivery.id}
          attempt={attempt}
          numbered={attempts.length > 1}
          initiallyOpen={isNewest && index === 0 && attempt.response !== null}
        />
      ))}
    </li>
  );
}

const AGE_EVERY_MS = 5_000;
const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function Sent({ at }: { at: string }) {
  const nowMs = useNow(Date.now(), AGE_EVERY_MS);
  const age = formatAge(Date.parse(at), nowMs);
  return (
    <time
      dateTime={at}
      title={timeFormat.format(new Date(at))}
      className="text-muted-foreground text-xs tabular-nums"
    >
      {age === "now" ? "just now" : `${age} ago`}
    </time>
  );
}

function Waiting({ delivery }: { delivery: Delivery }) {
  const nowMs = useNow(Date.now(), 1000);
  const waitedMs = Math.max(0, nowMs - Date.parse(delivery.createdAt));
  return (
    <p className="text-muted-foreground text-xs tabular-nums">
      {waitingWords(delivery.state, waitedMs)}
    </p>
  );
}

function waitingWords(state: DeliveryState, waitedMs: number): string {
  const seconds = Math.floor(waitedMs / 1000);
  if (state === "queued") return `Waiting for its turn, ${seconds} s`;
  if (waitedMs <= ATTEMPT_TIMEOUT_MS) {
    return `Waiting for the answer, ${seconds} s; an attempt ends after ${ATTEMPT_TIMEOUT_MS / 1000} s`;
  }
  return `Waiting for ${seconds} s: the server was interrupted and tries again by itself`;
}
