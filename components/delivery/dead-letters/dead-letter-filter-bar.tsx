"use client";

import { Button } from "#components/ui/button.tsx";
import type { ReasonGroup, Target } from "#lib/delivery/schema.ts";
import type { DeadLetterFilter } from "./use-dead-letters.ts";

const PRESSED = "aria-pressed:border-primary aria-pressed:bg-accent";

/** Narrows the dead deliveries to one reason or one target. */
export function DeadLetterFilterBar(props: {
  groups: readonly ReasonGroup[];
  total: number;
  filter: DeadLetterFilter;
  onFilter: (filter: DeadLetterFilter) => void;
  /** The bin's own; none where the dead deliveries are of several bins. */
  targets: readonly Target[];
}) {
  const { groups, total, filter, onFilter, targets } = props;
  const offered = targets.filter(({ id, counts }) => counts.dead > 0 || id === filter.targetId);
  const choices = [{ reason: null, label: "All", count: total }, ...groups];
  return (
    <div className="mt-6 flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't wrap its buttons in a row */}
      <div role="group" aria-label="By reason" className="flex flex-wrap items-center gap-1.5">
        <GroupName>By reason</GroupName>
        {choices.map(({ reason, label, count }) => (
          <Button
            key={reason ?? ""}
            size="sm"
            variant="outline"
            className={PRESSED}
            aria-pressed={filter.reason === reason}
            onClick={() => onFilter({ ...filter, reason })}
          >
            {label}
            <span className="text-muted-foreground tabular-nums">{count.toLocaleString("en")}</span>
          </Button>
        ))}
      </div>
      {offered.length === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="group" aria-label="By target" className="flex flex-wrap items-center gap-1.5">
          <GroupName>By target</GroupName>
          {offered.map(({ id, name, counts }) => {
            const chosen = filter.targetId === id;
            return (
              <Button
                key={id}
                size="sm"
                variant="outline"
                className={PRESSED}
                aria-pressed={chosen}
                onClick={() => onFilter({ ...filter, targetId: chosen ? null : id })}
              >
                <span className="max-w-48 truncate">{name}</span>
                <span className="text-muted-foreground tabular-nums">
                  {counts.dead.toLocaleString("en")}
                </span>
              </Button>
            );
          })}
        </div>
      )}
    </div>
  );
}

/** For the eye: the group has the name already. */
function GroupName({ children }: { children: string }) {
  return (
    <span aria-hidden="true" className="w-16 shrink-0 text-muted-foreground text-xs max-sm:w-full">
      {children}
    </span>
  );
}
