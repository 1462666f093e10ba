"use client";

import { useRouter } from "next/navigation";
import { api } from "#components/api.ts";
import { ConfirmDialog } from "#components/shell/confirm-dialog.tsx";
import { toast } from "#components/shell/toast.ts";
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
  const held = bin.counts.kept + bin.counts.pinned;
  const holds = held === 0 ? "no requests" : formatCount(held, "request");

  const remove = async () => {
    await api.delete(`/bins/${bin.id}`);
    toast.success(`${bin.name} is deleted`);
    router.replace("/");
  };

  return (
    <ConfirmDialog
      title={`Delete ${bin.name}?`}
      description={`It holds ${holds}. Everything in it goes; its capture URL and its share links stop working at once. This can't be undone.`}
      action="Delete bin"
      failure="The bin was not deleted"
      onConfirm={remove}
      onClose={onClose}
      returnFocusTo={returnFocusTo}
    />
  );
}
