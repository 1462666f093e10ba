"use client";

import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog.tsx";

const SHORTCUTS: { keys: string[]; does: string; ownerOnly?: true }[] = [
  { keys: ["j"], does: "Next request down the list (older)" },
  { keys: ["k"], does: "Next request up the list (newer)" },
  { keys: ["/"], does: "Filter" },
  { keys: ["c"], does: "Copy the capture URL", ownerOnly: true },
  { keys: ["r"], does: "Resend the open request", ownerOnly: true },
  { keys: ["Esc"], does: "Close the request, then clear the filter" },
  { keys: ["↑", "↓", "Home", "End"], does: "Move in the list when it has the focus" },
  { keys: ["Ctrl F"], does: "Find in the body when it has the focus (⌘ F on a Mac)" },
  { keys: ["?"], does: "This help" },
];

/** Lists the keyboard shortcuts. */
export function KeyboardHelpDialog({
  readOnly,
  onClose,
}: {
  readOnly: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>They work anywhere but in text fields.</DialogDescription>
        </DialogHeader>
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
          {SHORTCUTS.filter(({ ownerOnly }) => !(readOnly && ownerOnly)).map(({ keys, does }) => (
            <div key={does} className="col-span-2 grid grid-cols-subgrid items-baseline">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-6 rounded-sm border bg-muted px-1.5 py-0.5 text-center font-mono text-xs"
                  >
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
