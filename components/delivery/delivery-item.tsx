"use client";

import { LinkIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "#components/shell/use-now.ts";
import { type Delivery, isUnderWay } from "#lib/delivery/schema.ts";
import { formatAgo } from "#lib/format.ts";
import { AttemptRow } from "./attempt-row.tsx";
import { DeliveryActions } from "./delivery-actions.tsx";
import { DeliveryStateBadge } from "./delivery-state-badge.tsx";
import { DeliveryTimes, DeliveryWaiting } from "./delivery-waiting.tsx";
import { senderWords } from "./sender-words.ts";

/** One delivery with its attempts, the last of them first. */
export function DeliveryItem({
  delivery,
  isNewest,
  onChanged,
  onSendAgain,
  children,
}: {
  delivery: Delivery;
  isNewest: boolean;
  onChanged: (delivery: Delivery) => void;
  onSendAgain: () => void;
  /** Those that carry its answer on. */
  children?: ReactNode;
}) {
  const { target, targetName, state, origin, createdAt, attempts, depth } = delivery;
  const sender = senderWords(origin);
  const underWay = isUnderWay(delivery);
  return (
    <li data-delivery-id={delivery.id} className="flex flex-col gap-2 px-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <DeliveryStateBadge state={state} />
        {depth === 0 ? null : (
          <span className="flex items-center gap-1 text-muted-foreground text-xs">
            <LinkIcon aria-hidden="true" className="size-3.5" /> Link {depth} of a chain
          </span>
        )}
        <Sent at={createdAt} />
        <DeliveryActions delivery={delivery} onChanged={onChanged} onSendAgain={onSendAgain} />
        <p className="wrap-anywhere line-clamp-3 w-full" title={target}>
          <span className="sr-only">to </span>
          {targetName === null ? null : <span className="mr-2 font-medium">{targetName}</span>}
          <span className="font-mono">{target}</span>
        </p>
        {sender === null ? null : <p className="w-full text-muted-foreground text-xs">{sender}</p>}
      </div>
      {underWay ? (
        <DeliveryWaiting delivery={delivery} />
      ) : (
        <DeliveryTimes delivery={delivery} nowMs={Date.now()} />
      )}
      {attempts.toReversed().map((attempt, index) => (
        <AttemptRow
          key={attempt.number}
          deliveryId={delivery.id}
          attempt={attempt}
          byBrowser={origin === "browser"}
          numbered={attempts.length > 1}
          initiallyOpen={isNewest && index === 0 && attempt.response !== null}
        />
      ))}
      {children}
    </li>
  );
}

const AGE_EVERY_MS = 5_000;
const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function Sent({ at }: { at: string }) {
  const nowMs = useNow(Date.now(), AGE_EVERY_MS);
  return (
    <time
      dateTime={at}
      title={timeFormat.format(new Date(at))}
      className="text-muted-foreground text-xs tabular-nums"
    >
      {formatAgo(Date.parse(at), nowMs)}
    </time>
  );
}
