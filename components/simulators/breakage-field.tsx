"use client";

import { ResendField } from "#components/delivery/resend-field.tsx";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "#components/ui/select.tsx";
import { BREAKAGE_LABELS, type Breakage } from "#lib/simulators/break-sample.ts";

const NOTHING = "nothing";

/** What is to be wrong with a sample on purpose. */
export function BreakageField(props: {
  id: string;
  /** What can be wrong with this provider's. */
  offered: readonly Breakage[];
  /** Null: nothing. */
  value: Breakage | null;
  onChange: (breakage: Breakage | null) => void;
}) {
  const { id, offered, value, onChange } = props;
  return (
    <ResendField
      id={id}
      label="Break on purpose"
      problem={undefined}
      hint={<p>{value === null ? "Sent as the provider would." : BREAKAGE_LABELS[value].detail}</p>}
    >
      <Select
        value={value ?? NOTHING}
        onValueChange={(chosen) => onChange(offered.find((kind) => kind === chosen) ?? null)}
      >
        <SelectTrigger id={id} aria-describedby={`${id}-hint`}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={NOTHING}>Nothing</SelectItem>
          {offered.map((kind) => (
            <SelectItem key={kind} value={kind}>
              {BREAKAGE_LABELS[kind].label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </ResendField>
  );
}
