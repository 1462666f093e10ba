import type { ReactNode } from "react";
import { LogoMark } from "./logo-mark.tsx";

/** One message in the middle of an otherwise empty page, with what to do next. */
export function MessagePage({
  title,
  children,
  actions,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="grid min-h-dvh place-items-center px-4 py-12 outline-none"
    >
      <div className="flex w-full max-w-md flex-col items-start gap-3">
        <LogoMark className="mb-1 size-8" />
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        <div className="flex flex-col gap-2 text-muted-foreground">{children}</div>
        {actions === undefined ? null : <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </main>
  );
}
