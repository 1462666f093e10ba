"use client";

import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { RenameBinForm } from "./rename-bin-form.tsx";

/** Renames a bin in a dialog. */
export function RenameBinDialog({
  bin,
  onRenamed,
  onClose,
  returnFocusTo,
}: {
  bin: Pick<BinDetail, "id" | "name">;
  onRenamed: (bin: BinDetail) => void;
  onClose: () => void;
  returnFocusTo: string;
}) {
  const renamed = (changed: BinDetail) => {
    onRenamed(changed);
    toast.success(`The bin is called ${changed.name} now`);
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent returnFocusTo={returnFocusTo} aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>Rename bin</DialogTitle>
        </DialogHeader>
        <RenameBinForm
          bin={bin}
          onRenamed={renamed}
          cancel={
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
          }
        />
      </DialogContent>
    </Dialog>
  );
}
