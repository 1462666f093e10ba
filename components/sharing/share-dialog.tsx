"use client";

import { useState } from "react";
import { ShownOnce } from "#components/shell/shown-once.tsx";
import { Button } from "#components/ui/button.tsx";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import { Separator } from "#components/ui/separator.tsx";
import type { CreatedShare } from "#lib/sharing/schema.ts";
import { ShareForm } from "./share-form.tsx";
import { ShareList } from "./share-list.tsx";
import { useShares } from "./use-shares.ts";

type ShareDialogProps = {
  binId: string;
  /** When given, the link can be to this request alone. */
  requestId?: string | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The id of the element that gets the focus after closing. */
  returnFocusTo?: string | undefined;
};

/** Makes share links and revokes them. */
export function ShareDialog({ open, onOpenChange, returnFocusTo, ...scope }: ShareDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent returnFocusTo={returnFocusTo} className="sm:max-w-lg">
        <DialogHeader>
          <DialogTitle>Share</DialogTitle>
          <DialogDescription>
            Whoever has the link can read and nothing else. Secrets are never shown, and the capture
            URL is not part of it.
          </DialogDescription>
        </DialogHeader>
        <ShareDialogBody {...scope} />
      </DialogContent>
    </Dialog>
  );
}

function ShareDialogBody({ binId, requestId }: Pick<ShareDialogProps, "binId" | "requestId">) {
  const { list, reload, add, revoke } = useShares(binId);
  const [created, setCreated] = useState<CreatedShare | null>(null);
  const take = (share: CreatedShare) => {
    setCreated(share);
    add(share);
  };
  return (
    <>
      {created === null ? (
        <ShareForm binId={binId} requestId={requestId} onCreated={take} />
      ) : (
        <CreatedLink share={created} onAnother={() => setCreated(null)} />
      )}
      <Separator />
      <ShareList list={list} reload={reload} revoke={revoke} />
    </>
  );
}

function CreatedLink({ share, onAnother }: { share: CreatedShare; onAnother: () => void }) {
  return (
    <div className="flex flex-col gap-2">
      <ShownOnce
        text={share.url}
        label="Share link"
        copyLabel="Copy share link"
        note="The link is ready. It is shown only now: copy it before you close this."
      />
      <Button variant="outline" size="sm" className="self-start" onClick={onAnother}>
        Make another
      </Button>
    </div>
  );
}
