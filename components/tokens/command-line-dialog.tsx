"use client";

import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { COMMAND_LINE_ABOUT, CommandLineAccess } from "./command-line-access.tsx";

/** Tokens for the command line, beside the requests. */
export function CommandLineDialog({
  bin,
  onClose,
  returnFocusTo,
}: {
  bin: BinDetail;
  onClose: () => void;
  /** The id of the element that gets the focus after closing. */
  returnFocusTo: string;
}) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent returnFocusTo={returnFocusTo} className="sm:max-w-xl">
        <DialogHeader>
          <DialogTitle>Command line</DialogTitle>
          <DialogDescription>{COMMAND_LINE_ABOUT}</DialogDescription>
        </DialogHeader>
        <CommandLineAccess bin={bin} />
      </DialogContent>
    </Dialog>
  );
}
