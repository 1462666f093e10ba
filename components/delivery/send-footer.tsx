import { SendIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";

/** Cancel and Send below a form, in sight also where its dialog is taller than the screen. */
export function SendFooter({ sending, onCancel }: { sending: boolean; onCancel: () => void }) {
  return (
    <DialogFooter className="sticky -bottom-5 -mx-5 -mb-5 flex-row border-t bg-popover px-5 py-3 *:flex-1 sm:*:flex-none">
      <Button variant="outline" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" aria-disabled={sending} aria-keyshortcuts="Control+Enter">
        <SendIcon /> {sending ? "Sending…" : "Send"}
      </Button>
    </DialogFooter>
  );
}
