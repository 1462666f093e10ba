import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/cn.ts";

/** What could not be read, and a button that tries again. */
export function ProblemWithRetry(props: {
  problem: string;
  onRetry: () => void;
  className?: string;
}) {
  const { problem, onRetry, className } = props;
  return (
    <p role="alert" className={cn("flex flex-wrap items-center gap-2 text-destructive", className)}>
      {problem}
      <Button variant="outline" size="sm" onClick={onRetry}>
        Try again
      </Button>
    </p>
  );
}
