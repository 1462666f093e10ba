"use client";

import { FlaskConicalIcon } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { ApiError, api, errorMessage } from "#components/api.ts";
import { ChoiceField, TextField } from "#components/delivery/form-fields.tsx";
import { TargetField } from "#components/delivery/target-field.tsx";
import { useKnownTargets } from "#components/delivery/use-known-targets.ts";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";
import type { LabPattern } from "#lib/delivery/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";

const PATTERNS = [
  ["at_once", "All at once"],
  ["spaced", "One after another, with a pause"],
  ["shuffled", "Mixed with other requests of the bin"],
  ["pairs", "In pairs of duplicates, with a pause"],
] as const satisfies (readonly [LabPattern, string])[];

const BY_HAND = "by-hand";
const MAX_TIMES = 100;
const MAX_SPACING_SECONDS = 60;

type Problems = { times?: string; spacing?: string; target?: string; other?: string };

/** How often, in which pattern and where to. */
export function LabForm(props: {
  request: CapturedRequest;
  onStarted: (labId: string) => void;
  onCancel: () => void;
}) {
  const { request, onStarted, onCancel } = props;
  const id = useId();
  const known = useKnownTargets(request.binId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [times, setTimes] = useState("10");
  const [pattern, setPattern] = useState<LabPattern>("at_once");
  const [spacing, setSpacing] = useState("1");
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);
  const target = typed ?? known.items[0]?.url ?? "";
  // A saved target is the likeliest, unless something was sent by hand before.
  const to = chosen ?? (known.items.length === 0 ? known.targets[0]?.id : undefined) ?? BY_HAND;
  const hasPause = pattern !== "at_once";

  const start = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    const spacingMs = hasPause ? Math.round(Number(spacing) * 1000) : 0;
    if (!isBetween(Number(times), 2, MAX_TIMES) || !Number.isInteger(Number(times))) {
      return setProblems({ times: `Write a whole number, 2 to ${MAX_TIMES}.` });
    }
    if (!isBetween(spacingMs, 0, MAX_SPACING_SECONDS * 1000)) {
      return setProblems({ spacing: `Write seconds, 0 to ${MAX_SPACING_SECONDS}.` });
    }
    setProblems({});
    setBusy(true);
    try {
      const destination = to === BY_HAND ? { target: target.trim() } : { targetId: to };
      const input = { ...destination, times: Number(times), pattern, spacingMs };
      onStarted((await api.post<{ id: string }>(`/requests/${request.id}/lab`, input)).id);
    } catch (error) {
      const issue = error instanceof ApiError ? error.issues.find(isOfTarget) : undefined;
      setProblems(issue ? { target: `${issue.message}.` } : { other: errorMessage(error) });
      setBusy(false);
    }
  };

  return (
    <form noValidate onSubmit={start} className="flex flex-col gap-4">
      {known.targets.length === 0 ? null : (
        <ChoiceField
          id={`${id}-to`}
          label="Send to"
          value={to}
          onValue={setChosen}
          choices={[
            [BY_HAND, "A URL"],
            ...known.targets.map(({ id: targetId, name }) => [targetId, name] as const),
          ]}
        />
      )}
      {to === BY_HAND ? (
        <TargetField
          id={`${id}-target`}
          value={target}
          onChange={setTyped}
          remembered={known.items}
          problem={problems.target}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-[6rem_minmax(0,1fr)_8rem]">
        <TextField
          id={`${id}-times`}
          label="Times"
          inputMode="numeric"
          value={times}
          onText={setTimes}
          problem={problems.times}
        />
        <ChoiceField
          id={`${id}-pattern`}
          label="Pattern"
          value={pattern}
          onValue={setPattern}
          choices={PATTERNS}
        />
        {hasPause ? (
          <TextField
            id={`${id}-spacing`}
            label="Pause in seconds"
            inputMode="decimal"
            value={spacing}
            onText={setSpacing}
            problem={problems.spacing}
          />
        ) : null}
      </div>
      <p role="alert" className="text-destructive empty:hidden">
        {problems.other}
      </p>
      <StickyDialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" aria-disabled={busy}>
          <FlaskConicalIcon /> {busy ? "Starting…" : "Run"}
        </Button>
      </StickyDialogFooter>
    </form>
  );
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function isOfTarget({ path }: { path: string }): boolean {
  return path === "target";
}
