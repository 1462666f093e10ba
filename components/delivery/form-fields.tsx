"use client";

import type { ComponentProps, ReactNode } from "react";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { cn } from "#lib/cn.ts";
import { ResendField } from "./resend-field.tsx";

type FieldProps = {
  id: string;
  label: string;
  problem?: string | undefined;
  hint?: ReactNode;
};

/** A line of text. */
export function TextField({
  id,
  label,
  problem,
  hint,
  value,
  onText,
  ...input
}: FieldProps & { value: string; onText: (text: string) => void } & Omit<
    ComponentProps<"input">,
    "onChange" | "value" | "id"
  >) {
  return (
    <ResendField id={id} label={label} problem={problem} hint={hint}>
      <Input
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...input}
        id={id}
        value={value}
        onChange={(event) => onText(event.target.value)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
      />
    </ResendField>
  );
}

/** Several lines of text. */
export function LinesField({
  value,
  onText,
  placeholder,
  className = "min-h-16",
  ...field
}: FieldProps & {
  /** Said by what stands above already. */
  labelHidden?: boolean;
  value: string;
  onText: (text: string) => void;
  placeholder?: string;
  /** Its height. */
  className?: string;
}) {
  const { id, problem } = field;
  return (
    <ResendField {...field} problem={problem}>
      <Textarea
        id={id}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onText(event.target.value)}
        className={cn("resize-y whitespace-pre font-mono md:text-xs", className)}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
      />
    </ResendField>
  );
}

/** Something that is on or off. */
export function SwitchField({
  id,
  label,
  problem,
  hint,
  checked,
  onChecked,
}: FieldProps & { checked: boolean; onChecked: (checked: boolean) => void }) {
  return (
    <div className="flex items-start gap-3 py-0.5">
      <Switch
        id={id}
        className="mt-px"
        checked={checked}
        onCheckedChange={onChecked}
        aria-describedby={`${id}-hint`}
      />
      <div className="flex min-w-0 flex-col gap-0.5">
        <Label htmlFor={id}>{label}</Label>
        <div id={`${id}-hint`} className="text-muted-foreground text-xs empty:hidden">
          {problem === undefined ? null : (
            <p role="alert" className="text-destructive">
              {problem}
            </p>
          )}
          {hint === undefined ? null : <p>{hint}</p>}
        </div>
      </div>
    </div>
  );
}

/** One of a few. */
export function ChoiceField<Value extends string>({
  id,
  label,
  problem,
  hint,
  value,
  onValue,
  choices,
  placeholder,
}: FieldProps & {
  value: Value;
  onValue: (value: Value) => void;
  choices: readonly (readonly [value: Value, label: string])[];
  placeholder?: string;
}) {
  return (
    <ResendField id={id} label={label} problem={problem} hint={hint}>
      <Select
        value={value}
        onValueChange={(text) => {
          const chosen = choices.find(([candidate]) => candidate === text);
          if (chosen) onValue(chosen[0]);
        }}
      >
        <SelectTrigger id={id} aria-invalid={problem !== undefined} aria-describedby={`${id}-hint`}>
          <SelectValue placeholder={placeholder} />
        </SelectTrigger>
        <SelectContent>
          {choices.map(([candidate, words]) => (
            <SelectItem key={candidate} value={candidate}>
              {words}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </ResendField>
  );
}
