"use client";

import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { proposedSchemes } from "./proposed-schemes.ts";
import { SIGNATURE_SETTINGS_BUTTON_ID } from "./signature-settings-button.tsx";
import { SignatureSettingsForm } from "./signature-settings-form.tsx";

type SignatureSettingsDialogProps = {
  bin: Pick<BinDetail, "id" | "signature">;
  /** The open one: the schemes that it looks like are proposed. */
  request: CapturedRequest | null;
  /** Chosen at first; null: the bin's. */
  scheme: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved?: (bin: BinDetail) => void;
};

/** The signature settings beside the request whose signature is looked at. */
export function SignatureSettingsDialog({
  bin,
  request,
  scheme,
  open,
  onOpenChange,
  onSaved,
}: SignatureSettingsDialogProps) {
  const saved = (changed: BinDetail) => {
    onSaved?.(changed);
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent returnFocusTo={SIGNATURE_SETTINGS_BUTTON_ID} className="sm:max-w-lg">
        <DialogHeader>
          <DialogTitle>Signature check</DialogTitle>
          <DialogDescription>
            Every request of this bin is checked when it arrives. A wrong signature never stops it
            from being captured.
          </DialogDescription>
        </DialogHeader>
        <SignatureSettingsForm
          bin={bin}
          firstScheme={scheme}
          proposed={proposedSchemes(request)}
          inDialog
          onSaved={saved}
        />
      </DialogContent>
    </Dialog>
  );
}
