"use client";

import { useMemo, useState } from "react";
import { REQUEST_MENU_ID } from "#components/requests/request-toolbar.tsx";
import { EditDialog } from "#components/shell/edit-dialog.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { changedParts, draftOf } from "./resend-draft.ts";
import { ResendForm } from "./resend-form.tsx";
import type { Sender } from "./sender-toggle.tsx";

type ResendDialogProps = {
  request: CapturedRequest;
  /** The URL that stands there first; the one used last when absent. */
  initialTarget?: string;
  /** Who sends unless the reader chooses; the server when absent. */
  initialSender?: Sender;
  onClose: () => void;
  /** After the server has taken the delivery; the dialog has closed itself. */
  onSent: () => void;
};

const DIALOG_ID = "resend-dialog";

/** Sends a captured request to a server of the user's, changed before if they like. */
export function ResendDialog(props: ResendDialogProps) {
  const { request, initialTarget, initialSender = "server", onClose, onSent } = props;
  const captured = useMemo(() => draftOf(request), [request]);
  const [draft, setDraft] = useState(captured);
  const [opener] = useState(() => document.activeElement);

  return (
    <EditDialog
      id={DIALOG_ID}
      title="Resend"
      description="What you don't change goes out exactly as it was captured."
      isChanged={Object.values(changedParts(draft, captured)).includes(true)}
      onClose={onClose}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>(`#${DIALOG_ID} input`)?.focus();
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        focusOpener(opener);
      }}
    >
      {(close) => (
        <ResendForm
          request={request}
          captured={captured}
          draft={draft}
          onDraft={setDraft}
          initialTarget={initialTarget}
          initialSender={initialSender}
          onCancel={close}
          onSent={() => {
            onClose();
            onSent();
          }}
        />
      )}
    </EditDialog>
  );
}

/** The key `r` opens the dialog from nowhere in particular. */
function focusOpener(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
    opener.focus();
  } else {
    document.getElementById(REQUEST_MENU_ID)?.focus();
  }
}
