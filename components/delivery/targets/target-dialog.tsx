"use client";

import { useMemo, useState } from "react";
import { EditDialog } from "#components/shell/edit-dialog.tsx";
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
  const [opener] = useState(() => document.activeElement);
  return (
    <EditDialog
      id={DIALOG_ID}
      title={target === null ? "New target" : `Edit ${target.name}`}
      description={
        target === null
          ? "Where requests of this bin are sent on to, and by which rules."
          : "What waits for it already goes by the new rules, too."
      }
      isChanged={JSON.stringify(draft) !== JSON.stringify(initial)}
      discarding="The changes are not saved."
      onClose={onClose}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        const known = opener instanceof HTMLElement && opener.isConnected ? opener : null;
        (known ?? document.getElementById(NEW_TARGET_ID))?.focus();
      }}
    >
      {(close) => (
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
      )}
    </EditDialog>
  );
}
