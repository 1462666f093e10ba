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
import { Textarea } from "#components/ui/textarea.tsx";
import type { OptionsDraft } from "./option-values.ts";
import { SettingsField } from "./signature-settings-field.tsx";

/** What the fields of all options share. */
export type OptionFieldsProps = {
  /** Of the form; each field's is made of it. */
  id: string;
  options: OptionsDraft;
  onChange: (options: OptionsDraft) => void;
  /** What is wrong with a field, as a sentence. */
  problem: (field: string) => string | undefined;
};

type OptionProps = OptionFieldsProps & {
  name: keyof OptionsDraft;
  label: string;
  hint?: ReactNode;
};

/** An option in one line, or in several where it is pasted as such. */
export function TextOption({
  id,
  options,
  onChange,
  problem,
  name,
  label,
  hint,
  placeholder,
  type = "text",
}: OptionProps & { placeholder: string; type?: "text" | "number" | "url" | "lines" }) {
  const fieldId = `${id}-${name}`;
  const wrong = problem(`options.${name}`);
  const common = {
    id: fieldId,
    placeholder,
    spellCheck: false,
    autoComplete: "off",
    autoCapitalize: "none",
    value: options[name],
    "aria-invalid": wrong !== undefined,
    "aria-describedby": `${fieldId}-hint`,
  };
  const change = (text: string) => onChange({ ...options, [name]: text });
  return (
    <SettingsField id={fieldId} label={label} hint={hint} problem={wrong}>
      {type === "lines" ? (
        <Textarea
          {...common}
          className="min-h-24 font-mono text-xs"
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <Input
          {...common}
          className="font-mono"
          inputMode={type === "number" ? "numeric" : type}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </SettingsField>
  );
}

/** A select can't hold an empty value. */
const NONE = "none";

/** An option that is one of a few. */
export function ChoiceOption({
  id,
  options,
  onChange,
  problem,
  name,
  label,
  hint,
  choices,
  unset,
}: OptionProps & {
  choices: readonly (readonly [value: string, label: string])[];
  /** What an empty option means: the label of a choice of its own, or the value it stands for. */
  unset: { label: string } | { value: string };
}) {
  const fieldId = `${id}-${name}`;
  const empty = "value" in unset ? unset.value : NONE;
  const all = "label" in unset ? [[NONE, unset.label] as const, ...choices] : choices;
  return (
    <SettingsField id={fieldId} label={label} hint={hint} problem={problem(`options.${name}`)}>
      <Select
        value={options[name] === "" ? empty : options[name]}
        onValueChange={(value) => onChange({ ...options, [name]: value === NONE ? "" : value })}
      >
        <SelectTrigger id={fieldId} aria-describedby={`${fieldId}-hint`}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {all.map(([value, text]) => (
            <SelectItem key={value} value={value}>
              {text}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </SettingsField>
  );
}
