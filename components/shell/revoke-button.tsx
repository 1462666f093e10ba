"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Takes back what was handed out; it asks once more before it does. */
export function RevokeButton({
  what,
  onRevoke,
}: {
  /** Says which of those in the list: "the link made 3 min ago". */
  what: string;
  /** Resolves to whether it is revoked now. */
  onRevoke: () => Promise<boolean>;
}) {
  const [step, setStep] = useState<"listed" | "asking" | "revoking" | "kept">("listed");
  const busy = step === "revoking";
  const revoke = async () => {
    if (busy) return;
    setStep("revoking");
    if (!(await onRevoke())) setStep("kept");
  };
  if (step === "asking" || busy) {
    return (
      <span className="ml-auto flex gap-2">
        <Button
          variant="ghost"
          size="sm"
          aria-disabled={busy}
          onClick={() => !busy && setStep("kept")}
        >
          Keep
        </Button>
        <Button variant="destructive" size="sm" autoFocus aria-disabled={busy} onClick={revoke}>
          {busy ? "Revoking…" : "Revoke now"}
        </Button>
      </span>
    );
  }
  return (
    <Button
      variant="outline"
      size="sm"
      className="ml-auto"
      // Back from the question, the focus is where it came from.
      autoFocus={step === "kept"}
      aria-label={`Revoke ${what}`}
      onClick={() => setStep("asking")}
    >
      Revoke
    </Button>
  );
}
