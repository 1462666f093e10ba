"use client";

import { useId, useState } from "react";
import { api } from "#components/api.ts";
import { useLiveBin } from "#components/realtime/live-bin-provider.tsx";
import { ConfirmDialog } from "#components/shell/confirm-dialog.tsx";
import { toast } from "#components/shell/toast.ts";
import { Label } from "#components/ui/label.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { formatCount } from "#lib/format.ts";
import { CLEAR_BUTTON_ID } from "./list-toolbar.tsx";

/** Empties a bin after asking; pinned requests stay unless they are meant too. */
export function ClearRequestsDialog({
  bin,
  onCleared,
  onClose,
}: {
  bin: Pick<BinDetail, "id" | "counts">;
  onCleared: (pinnedToo: boolean) => void;
  onClose: () => void;
}) {
  const live = useLiveBin();
  const switchId = useId();
  const { kept, pinned } = bin.counts;
  const [pinnedToo, setPinnedToo] = useState(kept === 0 && pinned > 0);

  const clear = async () => {
    const path = `/bins/${bin.id}/requests?pinned=${pinnedToo}`;
    const { deleted } = await api.delete<{ deleted: number }>(path);
    toast.success(`${formatCount(deleted, "request")} deleted`);
    onCleared(pinnedToo);
    live.removed({ binId: bin.id, all: true, pinned: pinnedToo });
    onClose();
  };

  return (
    <ConfirmDialog
      title="Delete all requests?"
      description={`${formatCount(kept + (pinnedToo ? pinned : 0), "request")} and what was sent on go for good. The bin and its address stay.`}
      action="Delete requests"
      failure="The requests were not deleted"
      onConfirm={clear}
      onClose={onClose}
      returnFocusTo={CLEAR_BUTTON_ID}
    >
      {pinned === 0 ? null : (
        <Label htmlFor={switchId}>
          <Switch id={switchId} checked={pinnedToo} onCheckedChange={setPinnedToo} />
          The {pinned === 1 ? "pinned one" : `${pinned.toLocaleString("en")} pinned ones`} too
        </Label>
      )}
    </ConfirmDialog>
  );
}
