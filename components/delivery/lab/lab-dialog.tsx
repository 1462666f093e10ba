"use client";

import { useState } from "react";
import { REQUEST_MENU_ID } from "#components/requests/request-toolbar.tsx";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { LabForm } from "./lab-form.tsx";
import { LabResult } from "./lab-result.tsx";

/** Sends one request many times and compares the answers: does the target notice? */
export function LabDialog({ request, onClose }: { request: CapturedRequest; onClose: () => void }) {
  const [labId, setLabId] = useState<string | null>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-xl" returnFocusTo={REQUEST_MENU_ID}>
        <DialogHeader>
          <DialogTitle>Idempotency lab</DialogTitle>
          <DialogDescription>
            Providers send an event more than once. Send this one many times, as it was captured,
            and compare what your server answers.
          </DialogDescription>
        </DialogHeader>
        {labId === null ? (
          <LabForm request={request} onStarted={setLabId} onCancel={onClose} />
        ) : (
          <LabResult labId={labId} onAgain={() => setLabId(null)} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}
