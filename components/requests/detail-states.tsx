import { ArrowLeftIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Stands where a request will be. */
export function DetailLoading() {
  return (
    <div role="status" className="flex flex-col gap-3 p-4" aria-busy="true">
      <span className="sr-only">Loading the request…</span>
      <Skeleton className="h-5 w-2/5" />
      <Skeleton className="h-3 w-3/5" />
      <Skeleton className="mt-4 h-3 w-1/2" />
      <Skeleton className="h-3 w-2/3" />
      <Skeleton className="h-3 w-1/3" />
    </div>
  );
}

/** Says why there is nothing to read, and what to do. */
export function DetailMessage(props: {
  title: string;
  text: string;
  onBack: (() => void) | null;
  onRetry?: () => void;
}) {
  const { title, text, onBack, onRetry } = props;
  return (
    <div role="status" className="flex h-full flex-col items-start gap-3 p-6 max-md:p-4">
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="max-w-prose text-muted-foreground">{text}</p>
      <div className="flex gap-2">
        {onRetry === undefined ? null : (
          <Button variant="outline" onClick={onRetry}>
            Try again
          </Button>
        )}
        {onBack === null ? null : (
          <Button variant="ghost" onClick={onBack}>
            <ArrowLeftIcon /> To the list
          </Button>
        )}
      </div>
    </div>
  );
}
