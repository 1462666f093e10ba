"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ReasonGroup } from "#lib/delivery/schema.ts";
import type { DeadLetterFilter } from "./use-dead-letters.ts";

/** Narrows the dead deliveries to one reason or one target. */
export function DeadLetterFilterBar(props: {
  groups: readonly ReasonGroup[];
  total: number;
  filter: DeadLetterFilter;
  onFilter: (filter: DeadLetterFilter) => void;
  /** A button for each target; null without targets to choose from. */
  targets: ReactNode;
}) {
  const { groups, total, filter, onFilter, targets } = props;
  const choices = [{ reason: null, label: "All", count: total }, ...groups];
  return (
    <div className="mt-6 flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't wrap its buttons in a row */}
      <div role="group" aria-label="By reason" className="flex flex-wrap gap-1.5">
        {choices.map(({ reason, label, count }) => (
          <Button
            key={reason ?? ""}
            size="sm"
            variant={filter.reason === reason ? "secondary" : "outline"}
            aria-pressed={filter.reason === reason}
            onClick={() => onFilter({ ...filter, reason })}
          >
            {label}
            <span className="text-muted-foreground tabular-nums">{count.toLocaleString("en")}</span>
          </Button>
        ))}
      </div>
      {targets === null ? null : (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="group" aria-label="By target" className="flex flex-wrap gap-1.5 empty:hidden">
          {targets}
        </div>
      )}
    </div>
  );
}
