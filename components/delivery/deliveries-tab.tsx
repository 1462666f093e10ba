"use client";

import { SendIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";

type DeliveriesTabProps = { request: CapturedRequest; onResend: () => void };

/** Where a request was sent on to, and what was answered. */
export function DeliveriesTab({ onResend }: DeliveriesTabProps) {
  return (
    <div className="flex flex-col items-start gap-3 p-4">
      <p className="text-muted-foreground">This request has not been sent anywhere yet.</p>
      <Button variant="outline" onClick={onResend}>
        <SendIcon /> Resend
      </Button>
    </div>
  );
}
