import { LightbulbIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/cn.ts";
import type { Verification } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { VERIFICATION_LOOKS } from "./verification-badge.tsx";

const TONES = {
  success: "border-success/30 bg-success/5 [&>svg]:text-success",
  warning: "border-warning/30 bg-warning/5 [&>svg]:text-warning",
  destructive: "border-destructive/30 bg-destructive/5 [&>svg]:text-destructive",
};

/** The verdict in words, what may help, and the way to the settings. */
export function VerificationSummary({
  verification,
  onConfigure,
}: {
  verification: Verification;
  onConfigure: (() => void) | null;
}) {
  const { status, message, hints, scheme } = verification;
  const { label, variant, Icon } = VERIFICATION_LOOKS[status];
  return (
    <div
      data-verification={status}
      className={cn("flex items-start gap-3 rounded-md border p-3 [&>svg]:size-5", TONES[variant])}
    >
      <Icon aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex items-start justify-between gap-3">
          <h3 className="font-semibold">
            {label}
            <span className="font-normal text-muted-foreground">
              {" "}
              · {findScheme(scheme)?.label ?? scheme}
            </span>
          </h3>
          {onConfigure === null ? null : (
            <Button
              variant="outline"
              size="sm"
              aria-label="Change the signature check"
              onClick={onConfigure}
            >
              Change
            </Button>
          )}
        </div>
        <p className="wrap-anywhere max-w-prose">{message}</p>
        {hints.length === 0 ? null : <Hints hints={hints} />}
      </div>
    </div>
  );
}

function Hints({ hints }: { hints: readonly string[] }) {
  return (
    <ul aria-label="Hints" className="flex flex-col gap-1 pt-1">
      {hints.map((hint) => (
        <li key={hint} className="flex max-w-prose gap-1.5 text-muted-foreground">
          <LightbulbIcon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span className="wrap-anywhere min-w-0">{hint}</span>
        </li>
      ))}
    </ul>
  );
}
