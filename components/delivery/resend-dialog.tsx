"use client";

import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";

type ResendDialogProps = {
  request: CapturedRequest;
  onClose: () => void;
  /** After the server has taken the delivery. */
  onSent: () => void;
};

/** Sends a captured request to a server of the user's, changed before if they like. */
export function ResendDialog({ request, onClose }: ResendDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="sm:max-w-2xl">
        <DialogHeader>
          <DialogTitle>Resend</DialogTitle>
          <DialogDescription>
            {request.method} {request.path}
          </DialogDescription>
        </DialogHeader>
      </DialogContent>
    </Dialog>
  );
}
