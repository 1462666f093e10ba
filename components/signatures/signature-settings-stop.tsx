"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** Forgets the secrets, which can't be undone: asks once more in place. */
export function StopChecking({ busy, onConfirm }: { busy: boolean; onConfirm: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button variant="outline" aria-disabled={busy} onClick={() => !busy && setAsking(true)}>
        Stop checking…
      </Button>
    );
  }
  return (
    <span className="flex flex-wrap items-center justify-end gap-2 max-sm:basis-full">
      The stored secrets are forgotten.
      <Button variant="outline" aria-disabled={busy} onClick={() => !busy && setAsking(false)}>
        Keep them
      </Button>
      <Button
        variant="destructive"
        aria-disabled={busy}
        autoFocus
        onClick={() => !busy && onConfirm()}
      >
        Stop checking
      </Button>
    </span>
  );
}
