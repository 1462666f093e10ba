import { SendIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";

/** Cancel and Send below a form. */
export function SendFooter(props: {
  sending: boolean;
  onCancel: () => void;
  cancelLabel?: string;
}) {
  const { sending, onCancel, cancelLabel = "Cancel" } = props;
  return (
    <StickyDialogFooter>
      <Button variant="outline" onClick={onCancel}>
        {cancelLabel}
      </Button>
      <Button type="submit" aria-disabled={sending} aria-keyshortcuts="Control+Enter">
        <SendIcon /> {sending ? "Sending…" : "Send"}
      </Button>
    </StickyDialogFooter>
  );
}
