"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { api, errorMessage } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";

/** Asks for the password of a share link; the right one opens the page. */
export function UnlockShareForm({ token }: { token: string }) {
  const router = useRouter();
  const [password, setPassword] = useState("");
  const [checking, setChecking] = useState(false);
  const [opening, startOpening] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    setChecking(true);
    setProblem(null);
    try {
      await api.post("/shares/unlock", { token, password });
      startOpening(() => router.refresh());
    } catch (error) {
      setProblem(errorMessage(error));
    } finally {
      setChecking(false);
    }
  };

  return (
    <form onSubmit={unlock} className="mt-2 flex w-full flex-col gap-2 text-foreground">
      <Label htmlFor="share-password">Password</Label>
      <div className="flex gap-2">
        <Input
          id="share-password"
          type="password"
          autoComplete="off"
          autoFocus
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          aria-invalid={problem !== null}
          aria-describedby="share-password-problem"
        />
        <Button type="submit" disabled={checking || opening || password === ""}>
          Open
        </Button>
      </div>
      <p id="share-password-problem" role="alert" className="text-destructive empty:hidden">
        {problem}
      </p>
    </form>
  );
}
