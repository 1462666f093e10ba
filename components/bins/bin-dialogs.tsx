"use client";

import { loadDialog } from "#components/shell/load-late.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { SHARE_BUTTON_IDS } from "./bin-header.tsx";
import { BIN_MENU_ID } from "./bin-switcher.tsx";
import { SEND_MENU_ID } from "./send-menu.tsx";

const RenameBinDialog = loadDialog(
  () => import("./rename-bin-dialog.tsx").then((module) => module.RenameBinDialog),
  ({ onClose }) => onClose(),
);
const DeleteBinDialog = loadDialog(
  () => import("./delete-bin-dialog.tsx").then((module) => module.DeleteBinDialog),
  ({ onClose }) => onClose(),
);
const ShareDialog = loadDialog(
  () => import("#components/sharing/share-dialog.tsx").then((module) => module.ShareDialog),
  ({ onOpenChange }) => onOpenChange(false),
);
const SendSampleDialog = loadDialog(
  () =>
    import("#components/simulators/send-sample-dialog.tsx").then(
      (module) => module.SendSampleDialog,
    ),
  ({ onClose }) => onClose(),
);
const CommandLineDialog = loadDialog(
  () =>
    import("#components/tokens/command-line-dialog.tsx").then((module) => module.CommandLineDialog),
  ({ onClose }) => onClose(),
);

/** Which of the bin's dialogs is open. */
export type BinDialog = "rename" | "delete" | "share" | "sample" | "command-line";

/** The bin's rare dialogs, loaded when first opened. */
export function BinDialogs({
  open,
  bin,
  onChanged,
  onSampleSent,
  onClose,
}: {
  open: BinDialog | null;
  bin: BinDetail;
  onChanged: (bin: BinDetail) => void;
  onSampleSent: () => void;
  onClose: () => void;
}) {
  if (open === "rename") {
    return (
      <RenameBinDialog
        bin={bin}
        onRenamed={onChanged}
        onClose={onClose}
        returnFocusTo={BIN_MENU_ID}
      />
    );
  }
  if (open === "delete") {
    return <DeleteBinDialog bin={bin} onClose={onClose} returnFocusTo={BIN_MENU_ID} />;
  }
  if (open === "command-line") {
    return <CommandLineDialog bin={bin} onClose={onClose} returnFocusTo={BIN_MENU_ID} />;
  }
  if (open === "sample") {
    return (
      <SendSampleDialog
        bin={bin}
        onClose={onClose}
        onSent={onSampleSent}
        returnFocusTo={SEND_MENU_ID}
      />
    );
  }
  if (open === "share") {
    return (
      <ShareDialog
        binId={bin.id}
        open
        onOpenChange={(next) => !next && onClose()}
        returnFocusTo={SHARE_BUTTON_IDS}
      />
    );
  }
  return null;
}
