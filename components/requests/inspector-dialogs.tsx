"use client";

import dynamic from "next/dynamic";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { REQUEST_MENU_ID } from "./request-toolbar.tsx";

const KeyboardHelpDialog = dynamic(
  () => import("./keyboard-help-dialog.tsx").then((module) => module.KeyboardHelpDialog),
  { loading: () => null },
);
const ClearRequestsDialog = dynamic(
  () => import("./clear-requests-dialog.tsx").then((module) => module.ClearRequestsDialog),
  { loading: () => null },
);
const DeleteRequestDialog = dynamic(
  () => import("./delete-request-dialog.tsx").then((module) => module.DeleteRequestDialog),
  { loading: () => null },
);
const ResendDialog = dynamic(
  () => import("#components/delivery/resend-dialog.tsx").then((module) => module.ResendDialog),
  { loading: () => null },
);
const ShareDialog = dynamic(
  () => import("#components/sharing/share-dialog.tsx").then((module) => module.ShareDialog),
  { loading: () => null },
);
const SignatureSettingsDialog = dynamic(
  () =>
    import("#components/signatures/signature-settings-dialog.tsx").then(
      (module) => module.SignatureSettingsDialog,
    ),
  { loading: () => null },
);

/** Which of the inspector's dialogs is open. */
export type InspectorDialog = "help" | "clear" | "delete" | "resend" | "share" | "signature";

type InspectorDialogsProps = {
  open: InspectorDialog | null;
  /** Null for readers of a share link, who only get the help. */
  bin: BinDetail | null;
  request: CapturedRequest | null;
  onClose: () => void;
  onBinChanged: (bin: BinDetail) => void;
  onSent: () => void;
  onCleared: (pinnedToo: boolean) => void;
  onDeleted: (requestId: string) => void;
};

/** The inspector's dialogs, each loaded when first opened. */
export function InspectorDialogs(props: InspectorDialogsProps) {
  const { open, bin, request, onClose } = props;
  if (open === "help") return <KeyboardHelpDialog readOnly={bin === null} onClose={onClose} />;
  if (bin === null) return null;
  if (open === "clear") {
    return <ClearRequestsDialog bin={bin} onCleared={props.onCleared} onClose={onClose} />;
  }
  if (open === "signature") {
    return (
      <SignatureSettingsDialog
        bin={bin}
        request={request}
        open
        onOpenChange={(next) => !next && onClose()}
        onSaved={props.onBinChanged}
      />
    );
  }
  if (request === null) return null;
  if (open === "resend") {
    return <ResendDialog request={request} onClose={onClose} onSent={props.onSent} />;
  }
  if (open === "share") {
    return (
      <ShareDialog
        binId={bin.id}
        requestId={request.id}
        open
        onOpenChange={(next) => !next && onClose()}
        returnFocusTo={REQUEST_MENU_ID}
      />
    );
  }
  if (open === "delete") {
    return <DeleteRequestDialog request={request} onClose={onClose} onDeleted={props.onDeleted} />;
  }
  return null;
}
