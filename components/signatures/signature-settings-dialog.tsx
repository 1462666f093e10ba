"use client";

import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { detectSchemes } from "#lib/signatures/detect.ts";
import { SIGNATURE_SETTINGS_BUTTON_ID } from "./signature-settings-button.tsx";
import { SignatureSettingsForm } from "./signature-settings-form.tsx";

type SignatureSettingsDialogProps = {
  bin: Pick<BinDetail, "id" | "signature">;
  /** Of the request looked at: the scheme they look like is the first choice in a bin without one. */
  headers: HeaderList;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved?: (bin: BinDetail) => void;
};

/** The signature settings beside the request whose signature is looked at. */
export function SignatureSettingsDialog({
  bin,
  headers,
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
          proposedScheme={detectSchemes(headers)[0]}
          onSaved={saved}
        />
      </DialogContent>
    </Dialog>
  );
}
