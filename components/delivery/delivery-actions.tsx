"use client";

import { RotateCwIcon, SendIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import { type Delivery, type DeliveryState, isReported, isUnderWay } from "#lib/delivery/schema.ts";

const RETRIED: readonly DeliveryState[] = ["waiting", "dead", "failed", "cancelled"];
const CANCELLED: readonly DeliveryState[] = ["queued", "running", "waiting", "dead"];

/** What can be done with a delivery in the state it is in. */
export function DeliveryActions(props: {
  delivery: Delivery;
  onChanged: (delivery: Delivery) => void;
  onSendAgain: () => void;
}) {
  const { delivery, onChanged, onSendAgain } = props;
  const { id, target, state, origin } = delivery;
  // Nothing is left to cancel of a dead one: it is only kept to be looked at.
  const cancelWord = state === "dead" ? "Dismiss" : "Cancel";
  const [busy, setBusy] = useState(false);
  const call = async (action: "retry" | "cancel", failure: string) => {
    if (busy) return;
    setBusy(true);
    try {
      onChanged(await api.post<Delivery>(`/deliveries/${id}/${action}`));
    } catch (error) {
      toast.error(failure, { description: errorMessage(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="-mr-1.5 ml-auto flex flex-wrap items-center">
      {RETRIED.includes(state) && !isReported(origin) ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Retry now: ${target}`}
          aria-disabled={busy}
          onClick={() => call("retry", "It was not sent again")}
        >
          <RotateCwIcon /> Retry now
        </Button>
      ) : null}
      {CANCELLED.includes(state) ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`${cancelWord} the delivery to ${target}`}
          aria-disabled={busy}
          onClick={() => call("cancel", "It was not cancelled")}
        >
          <XIcon /> {cancelWord}
        </Button>
      ) : null}
      {isUnderWay(delivery) ? null : (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Send again to ${target}`}
          onClick={onSendAgain}
        >
          <SendIcon /> Send again
        </Button>
      )}
    </div>
  );
}
