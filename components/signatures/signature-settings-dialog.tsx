"use client";

import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { SignatureSettingsForm } from "./signature-settings-form.tsx";

type SignatureSettingsDialogProps = {
  bin: Pick<BinDetail, "id" | "signature">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved?: (bin: BinDetail) => void;
  /** The id of the element that gets the focus after closing. */
  returnFocusTo?: string | undefined;
};

/** The signature settings beside the request whose signature is looked at. */
export function SignatureSettingsDialog({
  bin,
  open,
  onOpenChange,
  onSaved,
  returnFocusTo,
}: SignatureSettingsDialogProps) {
  const saved = (changed: BinDetail) => {
    onSaved?.(changed);
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent returnFocusTo={returnFocusTo} className="sm:max-w-lg">
        <DialogHeader>
          <DialogTitle>Signature check</DialogTitle>
          <DialogDescription>
            Every request of this bin is checked when it arrives. A wrong signature never stops it
            from being captured.
          </DialogDescription>
        </DialogHeader>
        <SignatureSettingsForm bin={bin} onSaved={saved} />
      </DialogContent>
    </Dialog>
  );
}
