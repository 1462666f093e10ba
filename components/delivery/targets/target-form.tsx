"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { api } from "#components/api.ts";
import { SwitchField, TextField } from "#components/delivery/form-fields.tsx";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import { StickyDialogFooter } from "#components/ui/dialog.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { Target } from "#lib/delivery/schema.ts";
import { compileSearch } from "#lib/inspection/search-grammar.ts";
import { ChainSection } from "./chain-section.tsx";
import { PaceSection } from "./pace-section.tsx";
import { RetrySection } from "./retry-section.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { SendingSection } from "./sending-section.tsx";
import { type TargetDraft, type TargetProblems, targetInput } from "./target-draft.ts";
import { targetProblemsOf } from "./target-problems.ts";

/** What each part of the form is given; its fields are `${id}-<name>`. */
export type SectionProps = {
  id: string;
  bin: BinDetail;
  target: Target | null;
  others: readonly Target[];
  draft: TargetDraft;
  change: (changes: Partial<TargetDraft>) => void;
  problems: TargetProblems;
};

type TargetFormProps = Omit<SectionProps, "id" | "change" | "problems"> & {
  onDraft: (draft: TargetDraft) => void;
  onCancel: () => void;
  onSaved: (target: Target) => void;
};

/** Everything that can be set of a target; what is rarely needed is folded away. */
export function TargetForm(props: TargetFormProps) {
  const { bin, target, others, draft, onDraft, onCancel, onSaved } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<TargetProblems>({});
  const [saving, setSaving] = useState(false);
  const change = (changes: Partial<TargetDraft>) => onDraft({ ...draft, ...changes });
  const section = { id, bin, target, others, draft, change, problems };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    const built = targetInput(draft);
    if (!built.ok) return setProblems(built.problems);
    if (draft.forward && !compileSearch(draft.filter).ok) {
      document.getElementById(`${id}-filter`)?.focus();
      return;
    }
    setProblems({});
    setSaving(true);
    try {
      const saved =
        target === null
          ? await api.post<Target>(`/bins/${bin.id}/targets`, built.input)
          : await api.patch<Target>(`/targets/${target.id}`, built.input);
      toast.success(`${saved.name} is saved`);
      onSaved(saved);
    } catch (error) {
      setProblems(targetProblemsOf(error));
      setSaving(false);
    }
  };

  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  return (
    <form ref={form} noValidate onSubmit={save} className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <TextField
          id={`${id}-name`}
          label="Name"
          maxLength={80}
          autoCapitalize="sentences"
          placeholder="Staging"
          value={draft.name}
          onText={(name) => change({ name })}
          problem={problems.name}
        />
        <TextField
          id={`${id}-url`}
          label="URL"
          type="url"
          className="font-mono"
          placeholder="https://your-server.example/webhooks"
          value={draft.url}
          onText={(url) => change({ url })}
          problem={problems.url}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <SwitchField
          id={`${id}-appendPath`}
          label="Append the captured path"
          checked={draft.appendPath}
          onChecked={(appendPath) => change({ appendPath })}
        />
        <SwitchField
          id={`${id}-appendQuery`}
          label="Append the captured query"
          checked={draft.appendQuery}
          onChecked={(appendQuery) => change({ appendQuery })}
        />
      </div>
      <RuleFields {...section} />
      <div className="flex flex-col gap-2">
        <RetrySection {...section} />
        <SendingSection {...section} />
        <PaceSection {...section} />
        <ChainSection {...section} />
      </div>
      <p role="alert" className="text-destructive empty:hidden">
        {problems.other}
      </p>
      <StickyDialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" aria-disabled={saving}>
          {saving ? "Saving…" : "Save"}
        </Button>
      </StickyDialogFooter>
    </form>
  );
}
