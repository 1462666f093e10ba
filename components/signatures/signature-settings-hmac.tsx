"use client";

import type { ReactNode } from "react";
import { Input } from "#components/ui/input.tsx";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "#components/ui/select.tsx";
import type { OptionsDraft } from "./signature-settings-draft.ts";
import { SettingsField } from "./signature-settings-field.tsx";

type FieldsProps = {
  id: string;
  options: OptionsDraft;
  onChange: (options: OptionsDraft) => void;
  problem: (field: string) => string | undefined;
};

const ALGORITHMS = [
  ["sha256", "HMAC-SHA256"],
  ["sha512", "HMAC-SHA512"],
  ["sha1", "HMAC-SHA1"],
] as const;
const ENCODINGS = [
  ["hex", "Hex"],
  ["base64", "Base64"],
  ["base64url", "Base64url"],
] as const;
const KEYS = [
  ["utf8", "Text, as it stands"],
  ["hex", "Hex"],
  ["base64", "Base64"],
] as const;

/** The fields that describe how a sender without a scheme of its own signs. */
export function HmacFields(props: FieldsProps) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="sr-only">How the sender signs</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...props} name="header" label="Signature header" placeholder="X-Signature" />
        <TextField
          {...props}
          name="prefix"
          label="Prefix in the header"
          placeholder="sha256="
          hint="What stands before the signature."
        />
        <ChoiceField {...props} name="alg" label="Algorithm" choices={ALGORITHMS} />
        <ChoiceField {...props} name="encoding" label="Signature encoding" choices={ENCODINGS} />
        <ChoiceField {...props} name="key" label="The secret is" choices={KEYS} />
      </div>
      <TextField
        {...props}
        name="template"
        label="Signed content"
        placeholder="{body}"
        hint={
          <>
            Placeholders: <code>{"{body}"}</code>, <code>{"{ts}"}</code>, <code>{"{url}"}</code>,{" "}
            <code>{"{method}"}</code>, <code>{"{header:name}"}</code>. All else stands for itself.
          </>
        }
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...props}
          name="timestamp"
          label="Timestamp header"
          placeholder="X-Timestamp"
          hint="Leave empty when there is none."
        />
        <TextField
          {...props}
          name="toleranceSeconds"
          label="Tolerance in seconds"
          placeholder="300"
          numeric
          hint="0: the clock is not judged."
        />
      </div>
    </fieldset>
  );
}

function TextField({
  id,
  options,
  onChange,
  problem,
  name,
  label,
  hint,
  placeholder,
  numeric = false,
}: FieldsProps & {
  name: keyof OptionsDraft;
  label: string;
  placeholder: string;
  hint?: ReactNode;
  numeric?: boolean;
}) {
  const fieldId = `${id}-${name}`;
  const wrong = problem(`options.${name}`);
  return (
    <SettingsField id={fieldId} label={label} hint={hint} problem={wrong}>
      <Input
        id={fieldId}
        className="font-mono"
        inputMode={numeric ? "numeric" : "text"}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={options[name]}
        onChange={(event) => onChange({ ...options, [name]: event.target.value })}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${fieldId}-hint`}
      />
    </SettingsField>
  );
}

function ChoiceField({
  id,
  options,
  onChange,
  problem,
  name,
  label,
  choices,
}: FieldsProps & {
  name: keyof OptionsDraft;
  label: string;
  choices: readonly (readonly [value: string, label: string])[];
}) {
  const fieldId = `${id}-${name}`;
  return (
    <SettingsField id={fieldId} label={label} problem={problem(`options.${name}`)}>
      <Select
        value={options[name]}
        onValueChange={(value) => onChange({ ...options, [name]: value })}
      >
        <SelectTrigger id={fieldId}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {choices.map(([value, text]) => (
            <SelectItem key={value} value={value}>
              {text}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </SettingsField>
  );
}
