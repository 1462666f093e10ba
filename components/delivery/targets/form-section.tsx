"use client";

import { ChevronRightIcon } from "lucide-react";
import { Collapsible } from "radix-ui";
import { type ReactNode, useState } from "react";

/** A part of the form that is folded away until wanted, and while something in it is wrong never. */
export function FormSection(props: {
  title: string;
  /** What is set in it, in a few words. */
  summary: string;
  hasProblem: boolean;
  children: ReactNode;
}) {
  const { title, summary, hasProblem, children } = props;
  const [wanted, setWanted] = useState(false);
  const open = wanted || hasProblem;
  return (
    <Collapsible.Root open={open} onOpenChange={setWanted} className="rounded-md border">
      <Collapsible.Trigger className="group flex w-full cursor-pointer items-start gap-2 rounded-md px-3 py-2.5 text-left outline-none hover:bg-muted focus-visible:ring-2 focus-visible:ring-ring">
        <ChevronRightIcon
          aria-hidden="true"
          className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-data-[state=open]:rotate-90"
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{title}</span>
          <span className="wrap-anywhere min-w-0 text-muted-foreground text-xs">{summary}</span>
        </span>
      </Collapsible.Trigger>
      <Collapsible.Content className="flex flex-col gap-4 border-t p-3">
        {children}
      </Collapsible.Content>
    </Collapsible.Root>
  );
}
