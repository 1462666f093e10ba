"use client";

import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Label } from "#components/ui/label.tsx";
import { ToggleGroup, ToggleGroupItem } from "#components/ui/toggle-group.tsx";
import type { Target } from "#lib/delivery/schema.ts";

/** Whether requests go to a URL or to saved targets. */
export type DestinationKind = "url" | "saved";

/** Chooses between a URL and the saved targets; only where there are some. */
export function DestinationToggle(props: {
  kind: DestinationKind;
  onKind: (kind: DestinationKind) => void;
}) {
  return (
    <ToggleGroup
      type="single"
      aria-label="Send to"
      value={props.kind}
      onValueChange={(value) => {
        if (value === "url" || value === "saved") props.onKind(value);
      }}
    >
      <ToggleGroupItem value="url">A URL</ToggleGroupItem>
      <ToggleGroupItem value="saved">Saved targets</ToggleGroupItem>
    </ToggleGroup>
  );
}

/** The saved targets to send to. */
export function SavedTargetsField(props: {
  /** Of the list; what is wrong with it is `${id}-problem`. */
  id: string;
  targets: readonly Target[];
  chosen: readonly string[];
  onChosen: (ids: string[]) => void;
  problem: string | undefined;
}) {
  const { id, targets, chosen, onChosen, problem } = props;
  const optionId = useId();
  return (
    <fieldset id={id} aria-describedby={`${id}-problem`} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">Saved targets</legend>
      {/* Relative: the checkboxes' hidden inputs scroll with it, and not the dialog with them. */}
      <ul className="relative flex max-h-44 flex-col gap-1 overflow-y-auto rounded-md border p-2">
        {targets.map((target) => (
          <li key={target.id} className="flex items-start gap-2.5 py-1">
            <Checkbox
              id={`${optionId}-${target.id}`}
              className="mt-0.5"
              checked={chosen.includes(target.id)}
              onCheckedChange={(checked) =>
                onChosen(
                  checked === true
                    ? [...chosen, target.id]
                    : chosen.filter((other) => other !== target.id),
                )
              }
            />
            <Label
              htmlFor={`${optionId}-${target.id}`}
              className="wrap-anywhere flex min-w-0 flex-wrap gap-x-2 font-normal"
            >
              {target.name}
              <span className="font-mono text-muted-foreground text-xs">{target.url}</span>
              {target.state === "paused" ? (
                <span className="text-muted-foreground text-xs">paused: it waits</span>
              ) : null}
            </Label>
          </li>
        ))}
      </ul>
      <p id={`${id}-problem`} role="alert" className="text-destructive text-xs empty:hidden">
        {problem}
      </p>
    </fieldset>
  );
}
