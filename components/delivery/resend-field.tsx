import type { ReactNode } from "react";
import { Label } from "#components/ui/label.tsx";

/** A labelled part of the resend form: what is wrong with it and what it is for stand below. */
export function ResendField(props: {
  /** Of the control; what describes it is `${id}-hint`. */
  id: string;
  label: string;
  /** Said by what stands above already. */
  labelHidden?: boolean;
  problem: string | undefined;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const { id, label, labelHidden = false, problem, hint, children } = props;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Label id={`${id}-label`} htmlFor={id} className={labelHidden ? "sr-only" : ""}>
        {label}
      </Label>
      {children}
      <div id={`${id}-hint`} className="flex flex-col gap-0.5 text-xs empty:hidden">
        <p role="alert" className="wrap-anywhere text-destructive empty:hidden">
          {problem}
        </p>
        {hint === undefined ? null : <div className="text-muted-foreground">{hint}</div>}
      </div>
    </div>
  );
}
