import { LoaderCircleIcon } from "lucide-react";
import type { ReactNode } from "react";

/** A sentence in place of content. */
export function Note({ children }: { children: ReactNode }) {
  return <p className="p-4 text-muted-foreground">{children}</p>;
}

/** Says that something takes a moment. */
export function Working({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-center gap-2 p-4 text-muted-foreground">
      <LoaderCircleIcon className="size-4 motion-safe:animate-spin" aria-hidden="true" />
      {children}
    </p>
  );
}
