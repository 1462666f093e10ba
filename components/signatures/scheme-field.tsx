"use client";

import { ExternalLinkIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { SchemePicker } from "./scheme-picker.tsx";
import { SettingsField } from "./signature-settings-field.tsx";

/** More would be a list again. */
const MAX_SHORTCUTS = 3;

type SchemeFieldProps = {
  id: string;
  schemes: readonly SchemeSummary[];
  /** Null: none is chosen yet. */
  scheme: SchemeSummary | null;
  onChange: (scheme: string) => void;
  proposed: readonly string[];
  problem: string | undefined;
};

/** The picker, with what the open request looks like within reach. */
export function SchemeField(props: SchemeFieldProps) {
  const { id, schemes, scheme, onChange, proposed, problem } = props;
  const fieldId = `${id}-scheme`;
  const shortcuts = proposed
    .flatMap((name) => schemes.find((entry) => entry.id === name) ?? [])
    .filter((entry) => entry.id !== scheme?.id)
    .slice(0, MAX_SHORTCUTS);
  return (
    <div className="flex flex-col gap-2">
      <SettingsField
        id={fieldId}
        label="Scheme"
        problem={problem}
        hint={scheme === null ? "Whoever sends to this bin." : <SchemeHint scheme={scheme} />}
      >
        <SchemePicker
          id={fieldId}
          schemes={schemes}
          value={scheme}
          onChange={onChange}
          proposed={proposed}
          describedBy={`${fieldId}-hint`}
          invalid={problem !== undefined}
        />
      </SettingsField>
      {shortcuts.length === 0 ? null : (
        <p className="flex flex-wrap items-center gap-1.5 text-muted-foreground text-xs">
          The open request looks like
          {shortcuts.map((entry) => (
            <Button
              key={entry.id}
              variant="outline"
              size="sm"
              onClick={() => onChange(entry.id)}
              aria-label={`Choose ${entry.label}`}
            >
              {entry.label}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}

function SchemeHint({ scheme }: { scheme: SchemeSummary }) {
  return (
    <>
      {scheme.coversBody
        ? "The signature covers the body. "
        : "A right one does not say that the whole body is unchanged. "}
      <a
        href={scheme.docsUrl}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 text-link underline underline-offset-2"
      >
        How {scheme.label} signs <ExternalLinkIcon className="size-3" aria-hidden="true" />
      </a>
    </>
  );
}
