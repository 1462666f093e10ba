import { LightbulbIcon } from "lucide-react";
import type { Verification } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { VERIFICATION_LOOKS } from "./verification-badge.tsx";

const ICON_COLORS = {
  success: "text-success",
  warning: "text-warning",
  destructive: "text-destructive",
};

/** The verdict in words, and what may help. */
export function VerificationSummary({ verification }: { verification: Verification }) {
  const { status, message, hints, scheme } = verification;
  const { label, variant, Icon } = VERIFICATION_LOOKS[status];
  return (
    <div data-verification={status} className="flex min-w-0 flex-1 gap-3">
      <span className={`${ICON_COLORS[variant]} shrink-0 [&>svg]:size-5`}>
        <Icon aria-hidden />
      </span>
      <div className="flex min-w-0 max-w-prose flex-col gap-1">
        <h3 className="font-semibold">
          {label}{" "}
          <span className="font-normal text-muted-foreground">
            · {findScheme(scheme)?.label ?? scheme}
          </span>
        </h3>
        <p className="wrap-anywhere">{message}</p>
        {hints.length === 0 ? null : <Hints hints={hints} />}
      </div>
    </div>
  );
}

function Hints({ hints }: { hints: readonly string[] }) {
  return (
    <ul aria-label="Hints" className="flex flex-col gap-1 pt-1">
      {hints.map((hint) => (
        <li key={hint} className="flex gap-1.5 text-muted-foreground">
          <LightbulbIcon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span className="wrap-anywhere min-w-0">{hint}</span>
        </li>
      ))}
    </ul>
  );
}
