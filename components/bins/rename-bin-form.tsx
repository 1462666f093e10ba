"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { ApiError, api, errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";

const MAX_NAME_LENGTH = 80;

/** Gives a bin another name. */
export function RenameBinForm({
  bin,
  onRenamed,
  cancel,
}: {
  bin: Pick<BinDetail, "id" | "name">;
  onRenamed: (bin: BinDetail) => void;
  /** Stands beside the submit button. */
  cancel?: ReactNode;
}) {
  const fieldId = useId();
  const [name, setName] = useState(bin.name);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setProblem(null);
    try {
      onRenamed(await api.patch<BinDetail>(`/bins/${bin.id}`, { name: name.trim() }));
    } catch (error) {
      const issue = error instanceof ApiError ? error.issues[0] : undefined;
      setProblem(issue ? `The name ${issue.message}.` : errorMessage(error));
    } finally {
      setSaving(false);
    }
  };

  return (
    <form onSubmit={save} className="flex flex-col gap-2">
      <Label htmlFor={fieldId}>Name</Label>
      <Input
        id={fieldId}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={MAX_NAME_LENGTH}
        required
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby={`${fieldId}-problem`}
      />
      <p id={`${fieldId}-problem`} role="alert" className="text-destructive text-xs empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        {cancel}
        <Button
          type="submit"
          variant={cancel === undefined ? "outline" : "default"}
          disabled={saving || name.trim() === "" || name.trim() === bin.name}
        >
          Rename
        </Button>
      </div>
    </form>
  );
}
