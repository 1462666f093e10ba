"use client";

import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { ProgressBar } from "#components/delivery/progress-bar.tsx";
import { useRepeatedReading } from "#components/delivery/use-repeated-reading.ts";
import { Working } from "#components/requests/body-notice.tsx";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";
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
      <ProgressBar label="Progress of the resend" share={share} words={words} />
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
      <StickyDialogFooter>
        {isOver ? null : (
          <Button variant="outline" aria-disabled={cancelling} onClick={cancel}>
            Cancel the resend
          </Button>
        )}
        <Button onClick={onClose}>{isOver ? "Close" : "Go on in the background"}</Button>
      </StickyDialogFooter>
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
