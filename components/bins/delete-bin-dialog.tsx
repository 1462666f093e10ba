"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { api, errorMessage } from "#components/api.ts";
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
import type { BinDetail } from "#lib/bins/schema.ts";
import { formatCount } from "#lib/format.ts";

/** Deletes a bin after asking, then opens another. */
export function DeleteBinDialog({
  bin,
  onClose,
  returnFocusTo,
}: {
  bin: Pick<BinDetail, "id" | "name" | "counts">;
  onClose: () => void;
  returnFocusTo: string;
}) {
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  const held = bin.counts.kept + bin.counts.pinned;

  const remove = async () => {
    setDeleting(true);
    try {
      await api.delete(`/bins/${bin.id}`);
      toast.success(`${bin.name} is deleted`);
      router.replace("/");
    } catch (error) {
      toast.error("The bin was not deleted", { description: errorMessage(error) });
      setDeleting(false);
    }
  };

  return (
    <AlertDialog open onOpenChange={(open) => !open && !deleting && onClose()}>
      <AlertDialogContent returnFocusTo={returnFocusTo}>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete {bin.name}?</AlertDialogTitle>
          <AlertDialogDescription>
            It holds {held === 0 ? "no requests" : formatCount(held, "request")}. Everything in it
            goes; its capture URL and its share links stop working at once. This can't be undone.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel disabled={deleting}>Keep it</AlertDialogCancel>
          <Button variant="destructive" disabled={deleting} onClick={remove}>
            Delete bin
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
