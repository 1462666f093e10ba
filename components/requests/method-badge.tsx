import { cn } from "#lib/cn.ts";

const COLORS: Record<string, string> = {
  GET: "text-success",
  HEAD: "text-success",
  POST: "text-link",
  PUT: "text-warning",
  PATCH: "text-warning",
  DELETE: "text-destructive",
};

/** An HTTP method as a word of its own; the color only helps the eye. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return (
    <span
      className={cn(
        "inline-block max-w-24 truncate font-mono font-semibold text-xs",
        COLORS[method] ?? "text-muted-foreground",
        className,
      )}
    >
      {method}
    </span>
  );
}
