"use client";

import { PauseIcon, PencilIcon, PlayIcon, Trash2Icon, TriangleAlertIcon } from "lucide-react";
import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import { useNow } from "#components/shell/use-now.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Target } from "#lib/delivery/schema.ts";
import { formatAgo } from "#lib/format.ts";
import { breakerWords, countWords, retryWords, ruleWords } from "./target-words.ts";

type TargetCardProps = {
  target: Target;
  /** The name of the target that its answer is sent on to; null without a chain. */
  chainTo: string | null;
  onChanged: (target: Target) => void;
  onEdit: () => void;
  onDelete: () => void;
};

/** What links to a target's card lead to. */
export function targetElementId(targetId: string): string {
  return `target-${targetId}`;
}

/** The question whether to delete it gives the focus back to this button. */
export function deleteButtonId(targetId: string): string {
  return `delete-${targetId}`;
}

/** One target: what it is doing, how it went so far, and what can be done with it. */
export function TargetCard(props: TargetCardProps) {
  const { target, chainTo, onChanged, onEdit, onDelete } = props;
  const { name, url, state } = target;
  const nowMs = useNow(Date.now(), 1_000);
  const broken = breakerWords(target, nowMs);
  return (
    <li
      id={targetElementId(target.id)}
      data-target-id={target.id}
      className="flex min-w-0 scroll-mt-4 target:border-primary flex-col gap-3 rounded-lg border bg-card p-4"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="wrap-anywhere min-w-0 font-medium text-base">{name}</h2>
        <Badge variant={state === "running" ? "success" : "secondary"}>
          {state === "running" ? <PlayIcon aria-hidden /> : <PauseIcon aria-hidden />}
          {state === "running" ? "Running" : "Paused"}
        </Badge>
        {broken === null ? null : (
          <Badge variant="warning">
            <TriangleAlertIcon aria-hidden /> Circuit {target.breaker.state}
          </Badge>
        )}
        <div className="-mr-1.5 ml-auto flex items-center gap-1 max-md:ml-0 max-md:w-full">
          <PauseButton target={target} onChanged={onChanged} />
          <Button variant="ghost" size="sm" aria-label={`Edit ${name}`} onClick={onEdit}>
            <PencilIcon /> Edit
          </Button>
          <Button
            id={deleteButtonId(target.id)}
            variant="ghost"
            size="sm"
            aria-label={`Delete ${name}`}
            onClick={onDelete}
          >
            <Trash2Icon /> Delete
          </Button>
        </div>
      </div>
      <p className="wrap-anywhere line-clamp-3 font-mono" title={url}>
        {url}
      </p>
      {broken === null ? null : <p className="text-warning tabular-nums">{broken}</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
        {countWords(target).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <LastNews target={target} nowMs={nowMs} />
      <p className="wrap-anywhere text-muted-foreground text-xs">
        {ruleWords(target)} · {retryWords(target)}
        {chainTo === null ? "" : ` · its answer goes on to ${chainTo}`}
      </p>
    </li>
  );
}

function LastNews({ target, nowMs }: { target: Target; nowMs: number }) {
  const { lastSuccessAt, lastError, lastErrorAt } = target;
  const age = (at: string) => formatAgo(Date.parse(at), nowMs);
  if (lastSuccessAt === null && lastError === null) return null;
  return (
    <div className="flex flex-col gap-1 text-xs">
      {lastError === null || lastErrorAt === null ? null : (
        <p className="wrap-anywhere text-destructive">
          Last error {age(lastErrorAt)}: {lastError}
        </p>
      )}
      {lastSuccessAt === null ? null : (
        <p className="text-muted-foreground">Last success {age(lastSuccessAt)}</p>
      )}
    </div>
  );
}

function PauseButton({
  target,
  onChanged,
}: {
  target: Target;
  onChanged: (target: Target) => void;
}) {
  const { id, name, state } = target;
  const [busy, setBusy] = useState(false);
  const next = state === "running" ? "paused" : "running";
  const toggle = async () => {
    if (busy) return;
    setBusy(true);
    try {
      onChanged(await api.patch<Target>(`/targets/${id}`, { state: next }));
      toast.success(
        next === "paused"
          ? `${name} is paused: deliveries wait`
          : `${name} is running: what waited is sent now`,
      );
    } catch (error) {
      toast.error(`${name} was not changed`, { description: errorMessage(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="outline"
      size="sm"
      aria-label={`${next === "paused" ? "Pause" : "Resume"} ${name}`}
      aria-disabled={busy}
      onClick={toggle}
    >
      {next === "paused" ? <PauseIcon /> : <PlayIcon />}
      {next === "paused" ? "Pause" : "Resume"}
    </Button>
  );
}
