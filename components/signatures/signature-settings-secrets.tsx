"use client";

import { PlusIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { SignatureSetting } from "#lib/bins/schema.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { SecretField } from "./secret-field.tsx";

const MAX_SECRETS = 5;

/** The secrets: stored ones as hints, or fields for those that replace them. */
export function SecretsFieldset({
  id,
  scheme,
  stored,
  secrets,
  onChange,
  problem,
}: {
  id: string;
  scheme: SchemeSummary;
  /** Of this scheme. */
  stored: SignatureSetting["secrets"];
  /** Null: the stored ones stay. */
  secrets: string[] | null;
  onChange: (secrets: string[] | null) => void;
  problem: (field: string) => string | undefined;
}) {
  if (secrets === null) {
    return (
      <div className="flex flex-col gap-1.5">
        <span className="font-medium">{scheme.secretLabel}</span>
        <div className="flex flex-wrap items-center gap-2">
          {stored.map((secret) => (
            <code
              key={secret.id}
              className="rounded-md border bg-muted px-2 py-1 font-mono text-xs"
            >
              •••••••• {secret.hint}
            </code>
          ))}
          <Button variant="outline" size="sm" onClick={() => onChange([""])}>
            Replace
          </Button>
        </div>
        <p className="text-muted-foreground text-xs">
          Stored encrypted. Not even you can read it again, only replace it.
        </p>
      </div>
    );
  }

  const edit = (position: number, text: string) =>
    onChange(secrets.map((secret, index) => (index === position ? text : secret)));
  return (
    <div className="flex flex-col gap-3">
      {secrets.map((secret, position) => (
        <SecretField
          key={position}
          id={`${id}-secret-${position}`}
          label={position === 0 ? scheme.secretLabel : `${scheme.secretLabel} ${position + 1}`}
          placeholder={scheme.secretPlaceholder}
          form={scheme.secretForm}
          value={secret}
          onChange={(text) => edit(position, text)}
          onRemove={
            position === 0
              ? undefined
              : () => onChange(secrets.filter((_, index) => index !== position))
          }
          problem={
            problem(`secrets.${position}`) ?? (position === 0 ? problem("secrets") : undefined)
          }
        />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        {secrets.length < MAX_SECRETS ? (
          <Button
            variant="ghost"
            size="sm"
            className="-ml-2"
            onClick={() => onChange([...secrets, ""])}
          >
            <PlusIcon /> Another secret
          </Button>
        ) : null}
        {stored.length > 0 ? (
          <Button variant="ghost" size="sm" onClick={() => onChange(null)}>
            Keep the stored one
          </Button>
        ) : null}
      </div>
      <p className="-mt-1 text-muted-foreground text-xs">
        Several, while a secret is being rotated: any of them may match.
        {stored.length > 0 ? " These replace the stored ones." : ""}
      </p>
    </div>
  );
}
