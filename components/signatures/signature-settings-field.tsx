import type { ReactNode } from "react";
import { Label } from "#components/ui/label.tsx";

/** A labelled field with what it is for below, or what is wrong with it. */
export function SettingsField({
  id,
  label,
  hint,
  problem,
  children,
}: {
  /** Of the control; its description is `${id}-hint`. */
  id: string;
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
      <div id={`${id}-hint`} className="flex flex-col text-xs empty:hidden">
        {problem === undefined ? null : (
          <p role="alert" className="text-destructive">
            {problem}
          </p>
        )}
        {hint === undefined ? null : <p className="text-muted-foreground">{hint}</p>}
      </div>
    </div>
  );
}
