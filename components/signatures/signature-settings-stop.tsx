"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Forgets the secrets, which can't be undone: asks once more in place. */
export function StopChecking({ busy, onConfirm }: { busy: boolean; onConfirm: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button variant="outline" disabled={busy} onClick={() => setAsking(true)}>
        Stop checking…
      </Button>
    );
  }
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      The stored secrets are forgotten.
      <Button variant="outline" disabled={busy} onClick={() => setAsking(false)}>
        Keep them
      </Button>
      <Button variant="destructive" disabled={busy} autoFocus onClick={onConfirm}>
        Stop checking
      </Button>
    </span>
  );
}
