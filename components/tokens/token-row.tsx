"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatAgo } from "#lib/format.ts";
import type { ApiTokenSummary } from "#lib/tokens/schema.ts";

/** One token in use; it asks once more before it is revoked. */
export function TokenRow({
  token,
  onRevoke,
}: {
  token: ApiTokenSummary;
  /** Resolves to whether it is revoked now. */
  onRevoke: () => Promise<boolean>;
}) {
  const [step, setStep] = useState<"listed" | "asking" | "revoking" | "kept">("listed");
  const revoke = async () => {
    setStep("revoking");
    if (!(await onRevoke())) setStep("kept");
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="flex min-w-0 flex-col gap-1">
        <span className="wrap-anywhere font-medium">{token.name}</span>
        <span className="text-muted-foreground text-xs">
          <code className="font-mono">hgt_…{token.hint}</code>, made {ago(token.createdAt)},{" "}
          {token.lastUsedAt === null ? "never used" : `last used ${ago(token.lastUsedAt)}`}
        </span>
      </div>
      {step === "asking" || step === "revoking" ? (
        <span className="ml-auto flex gap-2">
          <Button
            variant="ghost"
            size="sm"
            disabled={step === "revoking"}
            onClick={() => setStep("kept")}
          >
            Keep
          </Button>
          <Button
            variant="destructive"
            size="sm"
            autoFocus
            disabled={step === "revoking"}
            onClick={revoke}
          >
            Revoke now
          </Button>
        </span>
      ) : (
        <Button
          variant="outline"
          size="sm"
          className="ml-auto"
          // Back from the question, the focus is where it came from.
          autoFocus={step === "kept"}
          aria-label={`Revoke ${token.name}, which ends in ${token.hint}`}
          onClick={() => setStep("asking")}
        >
          Revoke
        </Button>
      )}
    </li>
  );
}

function ago(moment: string): string {
  return formatAgo(Date.parse(moment), Date.now());
}
