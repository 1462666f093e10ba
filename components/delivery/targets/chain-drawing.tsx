import { ArrowRightIcon, UnlinkIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type ChainStep, type ChainTarget, linkWords } from "./chains.ts";

/** A chain as boxes and arrows, each arrow with what it carries; it goes downwards on a phone. */
export function ChainDrawing<Of extends ChainTarget>({
  label,
  steps,
  children,
}: {
  label: string;
  steps: readonly ChainStep<Of>[];
  /** What stands in the box of a target. */
  children: (target: Of) => ReactNode;
}) {
  return (
    <ol
      aria-label={label}
      className="flex flex-wrap items-center gap-2 max-sm:flex-col max-sm:items-start"
    >
      {steps.map(({ target, by }, index) => (
        <li
          key={index}
          className="flex min-w-0 items-center gap-2 max-sm:flex-col max-sm:items-start"
        >
          {by === null ? null : (
            <span className="flex shrink-0 flex-col items-center text-muted-foreground text-xs leading-4 max-sm:flex-row-reverse max-sm:gap-1.5 max-sm:pl-3">
              <span className="sr-only">sends </span>
              {linkWords(by)}
              <span className="sr-only"> on to</span>
              <ArrowRightIcon aria-hidden="true" className="size-4 max-sm:rotate-90" />
            </span>
          )}
          <span className="flex min-w-0 items-center gap-1.5 rounded-md border bg-background px-2.5 py-1.5">
            {target === null ? (
              <>
                <UnlinkIcon aria-hidden="true" className="size-4 shrink-0 text-warning" />
                <span className="text-warning">a deleted target: it ends here</span>
              </>
            ) : (
              children(target)
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
