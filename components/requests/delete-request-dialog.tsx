"use client";

import { api } from "#components/api.ts";
import { ConfirmDialog } from "#components/shell/confirm-dialog.tsx";
import { toast } from "#components/shell/toast.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { REQUEST_MENU_ID } from "./request-toolbar.tsx";

/** Deletes one request after asking. */
export function DeleteRequestDialog({
  request,
  onClose,
  onDeleted,
}: {
  request: CapturedRequest;
  onClose: () => void;
  onDeleted: (requestId: string) => void;
}) {
  const remove = async () => {
    await api.delete(`/requests/${request.id}`);
    toast.success("The request is deleted");
    onDeleted(request.id);
    onClose();
  };
  return (
    <ConfirmDialog
      title="Delete this request?"
      description={`${request.method} ${request.path.slice(0, 120)} goes, with its deliveries. This can't be undone.`}
      action="Delete request"
      failure="The request was not deleted"
      onConfirm={remove}
      onClose={onClose}
      returnFocusTo={REQUEST_MENU_ID}
    />
  );
}
