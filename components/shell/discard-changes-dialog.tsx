"use client";

import { ConfirmDialog } from "./confirm-dialog.tsx";

/** Asks before a dialog closes over changes that were not sent. */
export function DiscardChangesDialog(props: {
  onDiscard: () => void;
  onKeep: () => void;
  /** The id of the element that gets the focus after closing. */
  returnFocusTo: string;
}) {
  const { onDiscard, onKeep, returnFocusTo } = props;
  return (
    <ConfirmDialog
      title="Discard what you changed?"
      description="The changes are not sent and not kept."
      action="Discard"
      failure="The dialog did not close"
      onConfirm={async () => onDiscard()}
      onClose={onKeep}
      returnFocusTo={returnFocusTo}
    />
  );
}
