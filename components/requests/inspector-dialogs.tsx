"use client";

import { loadDialog } from "#components/shell/load-late.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { REQUEST_MENU_ID } from "./request-toolbar.tsx";

const KeyboardHelpDialog = loadDialog(
  () => import("./keyboard-help-dialog.tsx").then((module) => module.KeyboardHelpDialog),
  ({ onClose }) => onClose(),
);
const ClearRequestsDialog = loadDialog(
  () => import("./clear-requests-dialog.tsx").then((module) => module.ClearRequestsDialog),
  ({ onClose }) => onClose(),
);
const DeleteRequestDialog = loadDialog(
  () => import("./delete-request-dialog.tsx").then((module) => module.DeleteRequestDialog),
  ({ onClose }) => onClose(),
);
const ResendDialog = loadDialog(
  () => import("#components/delivery/resend-dialog.tsx").then((module) => module.ResendDialog),
  ({ onClose }) => onClose(),
);
const BulkResendDialog = loadDialog(
  () =>
    import("#components/delivery/bulk/bulk-resend-dialog.tsx").then(
      (module) => module.BulkResendDialog,
    ),
  ({ onClose }) => onClose(),
);
const LabDialog = loadDialog(
  () => import("#components/delivery/lab/lab-dialog.tsx").then((module) => module.LabDialog),
  ({ onClose }) => onClose(),
);
const ShareDialog = loadDialog(
  () => import("#components/sharing/share-dialog.tsx").then((module) => module.ShareDialog),
  ({ onOpenChange }) => onOpenChange(false),
);
const SignatureSettingsDialog = loadDialog(
  () =>
    import("#components/signatures/signature-settings-dialog.tsx").then(
      (module) => module.SignatureSettingsDialog,
    ),
  ({ onOpenChange }) => onOpenChange(false),
);

/** Which of the inspector's dialogs is open. */
export type InspectorDialog =
  | "help"
  | "clear"
  | "bulk"
  | "delete"
  | "resend"
  | "lab"
  | "share"
  | "signature";

type InspectorDialogsProps = {
  open: InspectorDialog | null;
  /** Null for readers of a share link, who only get the help. */
  bin: BinDetail | null;
  request: CapturedRequest | null;
  /** For the settings of the signature check: see `SignatureOwner`. */
  schemeToSet: string | null;
  /** What the list is filtered by. */
  q: string;
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
  if (open === "bulk") return <BulkResendDialog binId={bin.id} q={props.q} onClose={onClose} />;
  if (open === "signature") {
    return (
      <SignatureSettingsDialog
        bin={bin}
        request={request}
        scheme={props.schemeToSet}
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
  if (open === "lab") return <LabDialog request={request} onClose={onClose} />;
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
