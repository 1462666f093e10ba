"use client";

import { useMemo, useState } from "react";
import { ConfirmDialog } from "#components/shell/confirm-dialog.tsx";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { Target } from "#lib/delivery/schema.ts";
import { targetDraftOf } from "./target-draft.ts";
import { TargetForm } from "./target-form.tsx";
import { NEW_TARGET_ID } from "./targets-screen.tsx";

const DIALOG_ID = "target-dialog";

/** Makes a target, or changes one. */
export function TargetDialog(props: {
  bin: BinDetail;
  /** Null: a new one. */
  target: Target | null;
  /** What its answer may be sent on to. */
  others: readonly Target[];
  onSaved: (target: Target) => void;
  onClose: () => void;
}) {
  const { bin, target, others, onSaved, onClose } = props;
  const initial = useMemo(() => targetDraftOf(target), [target]);
  const [draft, setDraft] = useState(initial);
  const [asking, setAsking] = useState(false);
  const [opener] = useState(() => document.activeElement);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  const close = () => (isChanged ? setAsking(true) : onClose());
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        id={DIALOG_ID}
        className="sm:max-w-2xl"
        // A slip beside the dialog is no wish to close it.
        onInteractOutside={(event) => isChanged && event.preventDefault()}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          const known = opener instanceof HTMLElement && opener.isConnected ? opener : null;
          (known ?? document.getElementById(NEW_TARGET_ID))?.focus();
        }}
      >
        <DialogHeader>
          <DialogTitle>{target === null ? "New target" : `Edit ${target.name}`}</DialogTitle>
          <DialogDescription>
            {target === null
              ? "Where requests of this bin are sent on to, and by which rules."
              : "What waits for it already goes by the new rules, too."}
          </DialogDescription>
        </DialogHeader>
        <TargetForm
          bin={bin}
          target={target}
          others={others}
          draft={draft}
          onDraft={setDraft}
          onCancel={close}
          onSaved={(saved) => {
            onSaved(saved);
            onClose();
          }}
        />
        {asking ? (
          <ConfirmDialog
            title="Discard what you changed?"
            description="The changes are not saved."
            action="Discard"
            failure="The dialog did not close"
            onConfirm={async () => onClose()}
            onClose={() => setAsking(false)}
            returnFocusTo={DIALOG_ID}
          />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
