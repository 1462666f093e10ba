"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";

type EditDialogProps = Omit<ComponentProps<typeof DialogContent>, "children" | "title"> & {
  id: string;
  title: string;
  description: string;
  isChanged: boolean;
  /** What becomes of changes that are not kept, as a sentence. */
  discarding?: string;
  onClose: () => void;
  /** `close` asks first where something was changed. */
  children: (close: () => void) => ReactNode;
};

/** A dialog in which something is edited: it does not close over changes without asking. */
export function EditDialog(props: EditDialogProps) {
  const { id, title, description, isChanged, onClose, children, ...content } = props;
  const { discarding = "The changes are not sent and not kept.", ...rest } = content;
  const [asking, setAsking] = useState(false);
  const close = () => (isChanged ? setAsking(true) : onClose());
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        {...rest}
        id={id}
        className="sm:max-w-2xl"
        // A slip beside the dialog is no wish to close it.
        onInteractOutside={(event) => isChanged && event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{description}</DialogDescription>
        </DialogHeader>
        {children(close)}
        {asking ? (
          <ConfirmDialog
            title="Discard what you changed?"
            description={discarding}
            action="Discard"
            failure="The dialog did not close"
            onConfirm={async () => onClose()}
            onClose={() => setAsking(false)}
            returnFocusTo={id}
          />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
