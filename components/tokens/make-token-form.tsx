"use client";

import { type FormEvent, useId, useState } from "react";
import { ApiError, api, errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import type { CreatedApiToken } from "#lib/tokens/schema.ts";

const MAX_NAME_LENGTH = 80;

/** Makes an API token. */
export function MakeTokenForm({
  binId,
  onMade,
}: {
  binId: string;
  onMade: (token: CreatedApiToken) => void;
}) {
  const id = useId();
  const [name, setName] = useState("");
  const [making, setMaking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (making) return;
    setMaking(true);
    setProblem(null);
    const named = name.trim() === "" ? {} : { name: name.trim() };
    try {
      onMade(await api.post<CreatedApiToken>(`/bins/${binId}/tokens`, named));
    } catch (error) {
      const issue = error instanceof ApiError ? error.issues[0] : undefined;
      setProblem(issue ? `The name ${issue.message}.` : errorMessage(error));
    } finally {
      setMaking(false);
    }
  };

  return (
    <form onSubmit={make} className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        Name of the token <span className="font-normal text-muted-foreground">optional</span>
      </Label>
      <div className="flex flex-wrap gap-2">
        <Input
          id={id}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={MAX_NAME_LENGTH}
          placeholder="my laptop"
          autoComplete="off"
          className="min-w-40 flex-1"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
        />
        <Button type="submit" aria-disabled={making} className="max-sm:w-full">
          {making ? "Making…" : "Make a token"}
        </Button>
      </div>
      <p id={`${id}-problem`} role="alert" className="text-destructive empty:hidden">
        {problem}
      </p>
    </form>
  );
}
