"use client";

import { EyeIcon, EyeOffIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { cn } from "#lib/cn.ts";
import type { SchemeSummary } from "#lib/signatures/scheme.ts";
import { SettingsField } from "./signature-settings-field.tsx";

type SecretFieldProps = {
  id: string;
  label: string;
  placeholder: string;
  form: SchemeSummary["secretForm"];
  value: string;
  onChange: (text: string) => void;
  onRemove: (() => void) | undefined;
  problem: string | undefined;
};

/** One secret, hidden until asked for; keys of several lines in as many, public ones in clear. */
export function SecretField(props: SecretFieldProps) {
  const { id, label, form, value, onChange, onRemove, problem } = props;
  const [shown, setShown] = useState(false);
  const common = {
    id,
    // Not for password managers and the browser's memory: it is no password of this person.
    autoComplete: "off",
    "data-1p-ignore": true,
    "data-lpignore": "true",
    "data-bwignore": true,
    autoCapitalize: "none",
    spellCheck: false,
    placeholder: props.placeholder,
    value,
    "aria-invalid": problem !== undefined,
    "aria-describedby": `${id}-hint`,
  };
  return (
    <SettingsField id={id} label={label} problem={problem}>
      <div className="flex gap-1.5">
        {form === "line" ? (
          <Input
            {...common}
            type={shown ? "text" : "password"}
            className="font-mono"
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Textarea
            {...common}
            className={cn(
              "min-h-24 font-mono text-xs",
              form === "lines" && !shown && "[-webkit-text-security:disc]",
            )}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
        {form === "public" ? null : (
          <Button
            variant="outline"
            size="icon"
            aria-label={shown ? `Hide ${label}` : `Show ${label}`}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOffIcon /> : <EyeIcon />}
          </Button>
        )}
        {onRemove === undefined ? null : (
          <Button variant="outline" size="icon" aria-label={`Remove ${label}`} onClick={onRemove}>
            <XIcon />
          </Button>
        )}
      </div>
    </SettingsField>
  );
}
