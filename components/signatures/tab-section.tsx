import { type ReactNode, useId } from "react";

/** A titled part of the Signature tab; `action` stands at the end of the title's line. */
export function TabSection({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-3">
        <h3 id={id} className="font-medium text-muted-foreground text-xs">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
