"use client";

import { ChoiceField, TextField } from "#components/delivery/form-fields.tsx";
import { previewSchedule } from "#lib/delivery/retry-schedule.ts";
import { FormSection } from "./form-section.tsx";
import { type RetryDraft, readRetry } from "./retry-draft.ts";
import { ScheduleLine } from "./schedule-line.tsx";
import type { SectionProps } from "./target-form.tsx";

const KINDS = [
  ["default", "The usual: 8 attempts, the last after 1 d 3 h"],
  ["exponential", "Pauses that grow"],
  ["linear", "Always the same pause"],
  ["none", "One attempt, no retries"],
] as const;

/** When to try again, drawn before it is saved, and what counts as arrived. */
export function RetrySection({ id, draft, change, problems }: SectionProps) {
  const { retry } = draft;
  const read = readRetry(retry);
  const set = (changes: Partial<RetryDraft>) => change({ retry: { ...retry, ...changes } });
  const number = (field: Exclude<keyof RetryDraft, "kind">, label: string) => (
    <TextField
      id={`${id}-retry-${field}`}
      label={label}
      inputMode="decimal"
      value={retry[field]}
      onText={(text) => set({ [field]: text })}
    />
  );
  return (
    <FormSection
      title="Retries"
      summary={read.ok ? previewSchedule(read.policy).summary : "not readable yet"}
      hasProblem={
        problems.retry !== undefined ||
        problems.successStatuses !== undefined ||
        problems.neverRetryStatuses !== undefined
      }
    >
      <ChoiceField
        id={`${id}-retry`}
        label="Schedule"
        value={retry.kind}
        onValue={(kind) => set({ kind })}
        choices={KINDS}
        problem={read.ok ? problems.retry : read.message}
      />
      {retry.kind === "linear" ? (
        <div className="grid grid-cols-2 items-end gap-4">
          {number("everySeconds", "Pause in seconds")}
          {number("attempts", "Attempts, the first too")}
        </div>
      ) : null}
      {retry.kind === "exponential" ? (
        <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-4">
          {number("baseSeconds", "First pause, s")}
          {number("factor", "Times")}
          {number("maxSeconds", "Longest pause, s")}
          {number("attempts", "Attempts")}
        </div>
      ) : null}
      {read.ok ? <ScheduleLine policy={read.policy} /> : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          id={`${id}-successStatuses`}
          label="Counts as arrived"
          className="font-mono"
          placeholder="2xx"
          value={draft.successStatuses}
          onText={(successStatuses) => change({ successStatuses })}
          problem={problems.successStatuses}
          hint="Answers like 2xx or 304."
        />
        <TextField
          id={`${id}-neverRetryStatuses`}
          label="Never tried again"
          className="font-mono"
          placeholder="400, 422"
          value={draft.neverRetryStatuses}
          onText={(neverRetryStatuses) => change({ neverRetryStatuses })}
          problem={problems.neverRetryStatuses}
          hint="Beside 410, which never is."
        />
      </div>
    </FormSection>
  );
}
