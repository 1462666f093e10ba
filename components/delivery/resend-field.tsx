import { Undo2Icon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Label } from "#components/ui/label.tsx";

/** A labelled part of the resend form: what is wrong with it and what it is for stand below. */
export function ResendField(props: {
  /** Of the control; what describes it is `${id}-hint`. */
  id: string;
  label: string;
  /** Puts back what was captured; null while nothing is changed. */
  onReset?: (() => void) | null;
  problem: string | undefined;
  hint?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { id, label, onReset = null, problem, hint, className, children } = props;
  return (
    <div className={`flex min-w-0 flex-col gap-1.5 ${className ?? ""}`}>
      <div className="flex min-h-5 items-center gap-2">
        <Label id={`${id}-label`} htmlFor={id}>
          {label}
        </Label>
        {onReset === null ? null : <ResetButton of={label} onReset={onReset} />}
      </div>
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

function ResetButton({ of, onReset }: { of: string; onReset: () => void }) {
  return (
    <Button
      variant="link"
      size="inline"
      className="ml-auto text-xs max-md:min-h-10"
      aria-label={`Reset ${of} to captured`}
      title="Back to what was captured"
      onClick={onReset}
    >
      <Undo2Icon className="size-3.5" /> Reset
    </Button>
  );
}
