"use client";

import { Progress } from "radix-ui";
import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { useRepeatedReading } from "#components/delivery/use-repeated-reading.ts";
import { Working } from "#components/requests/body-notice.tsx";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import type { Resend } from "#lib/delivery/schema.ts";
import { resendProgress } from "./resend-words.ts";

/** How far a bulk resend is; it goes on also when nobody looks. */
export function BulkProgress({ resendId, onClose }: { resendId: string; onClose: () => void }) {
  const { data, problem, reload } = useRepeatedReading<Resend>(
    `/resends/${resendId}`,
    (resend) => resendProgress(resend).isOver,
  );
  const [cancelling, setCancelling] = useState(false);
  if (data === null) return <Working>{problem ?? "Counting the requests…"}</Working>;
  const { words, share, isOver } = resendProgress(data);
  const { pending, succeeded, failed, cancelled } = data.counts;

  const cancel = async () => {
    if (cancelling) return;
    setCancelling(true);
    try {
      await api.delete(`/resends/${resendId}`);
    } catch (error) {
      toast.error("It was not cancelled", { description: errorMessage(error) });
      setCancelling(false);
    }
    reload();
  };

  return (
    <div className="flex flex-col gap-4">
      <Progress.Root
        value={Math.round(share * 100)}
        getValueLabel={() => words}
        aria-label="Progress of the resend"
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <Progress.Indicator
          style={{ width: `${share * 100}%` }}
          className="h-full bg-primary motion-safe:transition-[width]"
        />
      </Progress.Root>
      <p role="status" className="font-medium tabular-nums">
        {words}
      </p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-1 tabular-nums sm:grid-cols-4">
        <Count name="Pending" of={pending} />
        <Count name="Succeeded" of={succeeded} />
        <Count name="Failed" of={failed} />
        <Count name="Cancelled" of={cancelled} />
      </dl>
      {problem === null ? null : (
        <p role="alert" className="text-destructive">
          {problem}
        </p>
      )}
      <DialogFooter>
        {isOver ? null : (
          <Button variant="outline" aria-disabled={cancelling} onClick={cancel}>
            Cancel the resend
          </Button>
        )}
        <Button onClick={onClose}>{isOver ? "Close" : "Go on in the background"}</Button>
      </DialogFooter>
    </div>
  );
}

function Count({ name, of }: { name: string; of: number }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd>{of.toLocaleString("en")}</dd>
    </div>
  );
}
