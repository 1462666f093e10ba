"use client";

import { api } from "#components/api.ts";
import { ConfirmDialog } from "#components/shell/confirm-dialog.tsx";
import { toast } from "#components/shell/toast.ts";
import type { Target } from "#lib/delivery/schema.ts";
import { formatCount } from "#lib/format.ts";
import { deleteButtonId } from "./target-card.tsx";
import { NEW_TARGET_ID } from "./targets-screen.tsx";

/** Asks before a target goes. */
export function DeleteTargetDialog(props: {
  target: Target;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { target, onDeleted, onClose } = props;
  const { pending } = target.counts;
  return (
    <ConfirmDialog
      title={`Delete the target ${target.name}?`}
      description={`${pending === 0 ? "Nothing is waiting for it." : `${formatCount(pending, "delivery").replace("deliverys", "deliveries")} that wait for it are cancelled.`} What was sent stays to be read.`}
      action="Delete target"
      failure="The target was not deleted"
      // Of a deleted one nothing is left.
      returnFocusTo={`${deleteButtonId(target.id)} ${NEW_TARGET_ID}`}
      onClose={onClose}
      onConfirm={async () => {
        await api.delete(`/targets/${target.id}`);
        toast.success(`${target.name} is deleted`);
        onDeleted();
        onClose();
      }}
    />
  );
}
