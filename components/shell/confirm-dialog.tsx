"use client";

import { type ReactNode, useState } from "react";
import { errorMessage } from "#components/api.ts";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "./toast.ts";

/** Asks before something is destroyed, and stays open until that is done or has failed in words. */
export function ConfirmDialog(props: {
  title: string;
  description: string;
  /** What the button does: "Delete bin". */
  action: string;
  /** Said when it could not be done: "The bin was not deleted". */
  failure: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  /** The id of the element that gets the focus after closing. */
  returnFocusTo: string;
  /** Choices that go with the action. */
  children?: ReactNode;
}) {
  const { title, description, action, failure, onConfirm, onClose, returnFocusTo, children } =
    props;
  const [busy, setBusy] = useState(false);

  const confirm = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await onConfirm();
    } catch (error) {
      toast.error(failure, { description: errorMessage(error) });
      setBusy(false);
    }
  };

  return (
    <AlertDialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <AlertDialogContent returnFocusTo={returnFocusTo}>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{description}</AlertDialogDescription>
        </AlertDialogHeader>
        {children}
        <AlertDialogFooter>
          <AlertDialogCancel aria-disabled={busy}>Keep</AlertDialogCancel>
          <Button variant="destructive" aria-disabled={busy} onClick={confirm}>
            {action}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
