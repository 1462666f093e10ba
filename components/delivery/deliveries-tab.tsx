"use client";

import { SendIcon } from "lucide-react";
import { useState } from "react";
import { Working } from "#components/requests/body-notice.tsx";
import { loadDialog } from "#components/shell/load-late.tsx";
import { ProblemWithRetry } from "#components/shell/problem-with-retry.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { attemptOutcome } from "./attempt-outcome.ts";
import { type DeliveryBranch, deliveryBranches } from "./delivery-branches.ts";
import { DeliveryItem } from "./delivery-item.tsx";
import { stateWord } from "./delivery-state-badge.tsx";
import { useDeliveries } from "./use-deliveries.ts";

const ResendDialog = loadDialog(
  () => import("./resend-dialog.tsx").then((module) => module.ResendDialog),
  ({ onClose }) => onClose(),
);

type DeliveriesTabProps = { request: CapturedRequest; onResend: () => void };

/** Where a request was sent on to and what was answered, as it happens. */
export function DeliveriesTab({ request, onResend }: DeliveriesTabProps) {
  const { items, problem, reload, put } = useDeliveries(request.id);
  const [again, setAgain] = useState<Delivery | null>(null);
  return (
    <div className="h-full overflow-y-auto">
      <p role="status" className="sr-only">
        {items?.[0] ? newsOf(items[0]) : ""}
      </p>
      {problem === null ? null : (
        <ProblemWithRetry problem={problem} onRetry={reload} className="px-3 py-2" />
      )}
      {items === null && problem === null ? <Working>Reading the deliveries…</Working> : null}
      {items?.length === 0 ? <NothingSent onResend={onResend} /> : null}
      {items !== null && items.length > 0 ? (
        <>
          <p className="border-b px-3 py-1.5 text-muted-foreground text-xs">
            {countWords(items.length)}
          </p>
          <ol className="divide-y">
            {deliveryBranches(items).map((branch, index) => (
              <Branch
                key={branch.delivery.id}
                branch={branch}
                isNewest={index === 0}
                onChanged={put}
                onSendAgain={setAgain}
              />
            ))}
          </ol>
        </>
      ) : null}
      {again === null ? null : (
        <ResendDialog
          request={request}
          initialTarget={again.target}
          initialSender={again.origin === "browser" ? "browser" : "server"}
          onClose={() => setAgain(null)}
          onSent={reload}
        />
      )}
    </div>
  );
}

/** A delivery, and within it those that carry its answer on. */
function Branch(props: {
  branch: DeliveryBranch;
  isNewest: boolean;
  onChanged: (delivery: Delivery) => void;
  onSendAgain: (delivery: Delivery) => void;
}) {
  const { branch, isNewest, onChanged, onSendAgain } = props;
  const { delivery, next } = branch;
  return (
    <DeliveryItem
      delivery={delivery}
      isNewest={isNewest}
      onChanged={onChanged}
      onSendAgain={() => onSendAgain(delivery)}
    >
      {next.length === 0 ? null : (
        <ol
          aria-label={`What the answer of ${delivery.target} was sent on to`}
          className="ml-1.5 border-l-2 pl-1 max-md:ml-0"
        >
          {next.map((child) => (
            <Branch key={child.delivery.id} {...props} branch={child} isNewest={false} />
          ))}
        </ol>
      )}
    </DeliveryItem>
  );
}

function NothingSent({ onResend }: { onResend: () => void }) {
  return (
    <div className="flex flex-col items-start gap-3 p-4">
      <p className="max-w-prose text-muted-foreground">
        This request has not been sent anywhere yet. Send it to your own server, as it was captured
        or changed, and see here what is answered.
      </p>
      <Button onClick={onResend}>
        <SendIcon /> Resend
      </Button>
    </div>
  );
}

/** So many are read at most. */
const MAX_READ = 50;

function countWords(count: number): string {
  if (count === 1) return "1 delivery";
  return count < MAX_READ ? `${count} deliveries, newest first` : `The newest ${count} deliveries`;
}

/** For those who listen. */
function newsOf(delivery: Delivery): string {
  const last = delivery.attempts.at(-1);
  const outcome = last && delivery.finishedAt !== null ? `, ${attemptOutcome(last).title}` : "";
  return `Delivery to ${delivery.target}: ${stateWord(delivery.state)}${outcome}`;
}
