"use client";

import { ChoiceField, TextField } from "#components/delivery/form-fields.tsx";
import { FormSection } from "./form-section.tsx";
import type { SectionProps } from "./target-form.tsx";

const ORDERS = [
  ["parallel", "In no order, side by side"],
  ["bin", "One after another, as they arrived"],
  ["key", "One after another for each key"],
] as const;

/** In which order and how fast. */
export function PaceSection({ id, draft, change, problems }: SectionProps) {
  const { order, concurrency, ratePerSecond } = draft;
  const rate = ratePerSecond.trim() === "" ? "no rate limit" : `${ratePerSecond} a second`;
  const pace = order === "bin" ? "one after another" : `${concurrency} at once`;
  return (
    <FormSection
      title="Order and pace"
      summary={`${pace}, ${rate}`}
      hasProblem={["orderKey", "concurrency", "ratePerSecond"].some((field) => field in problems)}
    >
      <ChoiceField
        id={`${id}-order`}
        label="Order"
        value={order}
        onValue={(next) => change({ order: next })}
        choices={ORDERS}
        hint={
          order === "parallel"
            ? undefined
            : "One that fails holds up those behind it until it arrives or is dead."
        }
      />
      {order === "key" ? (
        <TextField
          id={`${id}-orderKey`}
          label="Key"
          className="font-mono"
          placeholder="body.customer.id"
          value={draft.orderKey}
          onText={(orderKey) => change({ orderKey })}
          problem={problems.orderKey}
          hint="header:Name, query:name or body.path.to.field"
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          id={`${id}-concurrency`}
          label="At once"
          inputMode="numeric"
          value={concurrency}
          onText={(text) => change({ concurrency: text })}
          problem={problems.concurrency}
          hint="Attempts under way, 1 to 64."
        />
        <TextField
          id={`${id}-ratePerSecond`}
          label="Each second"
          inputMode="decimal"
          placeholder="no limit"
          value={ratePerSecond}
          onText={(text) => change({ ratePerSecond: text })}
          problem={problems.ratePerSecond}
          hint="Attempts begun; empty: no limit."
        />
      </div>
    </FormSection>
  );
}
