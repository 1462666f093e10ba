"use client";

import { type FormEvent, useId, useState } from "react";
import { ApiError, api, errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { ToggleGroup, ToggleGroupItem } from "#components/ui/toggle-group.tsx";
import type { CreatedShare } from "#lib/sharing/schema.ts";
import {
  isShareLifetime,
  SHARE_LIFETIMES,
  type ShareLifetime,
  shareExpiry,
} from "./share-expiry.ts";

/** Makes a read-only link. */
export function ShareForm({
  binId,
  requestId,
  onCreated,
}: {
  binId: string;
  /** When given, the link can be to this request alone. */
  requestId?: string | undefined;
  onCreated: (share: CreatedShare) => void;
}) {
  const id = useId();
  const [scope, setScope] = useState(requestId === undefined ? "bin" : "request");
  const [lifetime, setLifetime] = useState<ShareLifetime>("7d");
  const [password, setPassword] = useState("");
  const [redact, setRedact] = useState(true);
  const [creating, setCreating] = useState(false);
  const [problem, setProblem] = useState<{ field: string | null; message: string } | null>(null);

  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (creating) return;
    setCreating(true);
    setProblem(null);
    try {
      const body = {
        ...(scope === "request" ? { requestId } : {}),
        ...(password === "" ? {} : { password }),
        expiresAt: shareExpiry(lifetime, Date.now()),
        redact,
      };
      onCreated(await api.post<CreatedShare>(`/bins/${binId}/shares`, body));
    } catch (error) {
      const issue = error instanceof ApiError ? error.issues[0] : undefined;
      setProblem({ field: issue?.path ?? null, message: issue?.message ?? errorMessage(error) });
    } finally {
      setCreating(false);
    }
  };

  return (
    <form onSubmit={create} className="flex flex-col gap-4">
      {requestId === undefined ? null : (
        <div className="flex flex-col gap-1.5">
          <span id={`${id}-scope`} className="font-medium">
            What it opens
          </span>
          <ToggleGroup
            type="single"
            value={scope}
            onValueChange={(value) => value !== "" && setScope(value)}
            aria-labelledby={`${id}-scope`}
          >
            <ToggleGroupItem value="request">This request</ToggleGroupItem>
            <ToggleGroupItem value="bin">The whole bin, live</ToggleGroupItem>
          </ToggleGroup>
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={`${id}-lifetime`}>Works for</Label>
          <Select
            value={lifetime}
            onValueChange={(value) => isShareLifetime(value) && setLifetime(value)}
          >
            <SelectTrigger id={`${id}-lifetime`}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {SHARE_LIFETIMES.map((entry) => (
                <SelectItem key={entry.id} value={entry.id}>
                  {entry.label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={`${id}-password`}>
            Password <span className="font-normal text-muted-foreground">optional</span>
          </Label>
          <Input
            id={`${id}-password`}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            aria-invalid={problem?.field === "password"}
            aria-describedby={`${id}-password-problem`}
          />
          <p
            id={`${id}-password-problem`}
            role="alert"
            className="text-destructive text-xs empty:hidden"
          >
            {problem?.field === "password" ? `The password ${problem.message}.` : null}
          </p>
        </div>
      </div>
      <div className="flex items-start gap-3">
        <Switch
          id={`${id}-redact`}
          checked={redact}
          onCheckedChange={setRedact}
          className="mt-0.5"
        />
        <div className="flex flex-col">
          <Label htmlFor={`${id}-redact`}>Hide credentials</Label>
          <p className="text-muted-foreground text-xs">
            Values of Authorization, Cookie, token and signature headers read as dots. Bodies are
            shown as they are.
          </p>
        </div>
      </div>
      <p role="alert" className="text-destructive empty:hidden">
        {problem === null || problem.field === "password" ? null : problem.message}
      </p>
      <Button type="submit" aria-disabled={creating} className="self-start max-md:w-full">
        {creating ? "Creating…" : "Create link"}
      </Button>
    </form>
  );
}
