"use client";

import { useState } from "react";
import { BULK_BUTTON_ID } from "#components/requests/list-toolbar.tsx";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import { BulkForm } from "./bulk-form.tsx";
import { BulkProgress } from "./bulk-progress.tsx";

/** Sends many captured requests on: all that match the filter, or all of the bin. */
export function BulkResendDialog(props: {
  binId: string;
  /** The search whose finds are sent; empty: every request. */
  q: string;
  onClose: () => void;
}) {
  const { binId, q, onClose } = props;
  const [resendId, setResendId] = useState<string | null>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-lg" returnFocusTo={BULK_BUTTON_ID}>
        <DialogHeader>
          <DialogTitle>Resend many</DialogTitle>
          <DialogDescription className="wrap-anywhere">
            {q === ""
              ? "Every request in this bin is sent again, the oldest first."
              : `Every request that matches “${q}” is sent again, the oldest first.`}
          </DialogDescription>
        </DialogHeader>
        {resendId === null ? (
          <BulkForm binId={binId} q={q} onStarted={setResendId} onCancel={onClose} />
        ) : (
          <BulkProgress resendId={resendId} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}
