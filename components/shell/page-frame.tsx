import type { ReactNode } from "react";
import { cn } from "#lib/cn.ts";
import { AccountMenu, type AccountName } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";

/** The frame of every page that is read from top to bottom: a header and one column. */
export function PageFrame({
  children,
  account,
  nav,
  className,
}: {
  children: ReactNode;
  /** Undefined: the page has nothing to do with accounts. */
  account?: AccountName | undefined;
  /** Stands beside the logo. */
  nav?: ReactNode;
  className?: string;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-3 border-b px-4 max-md:h-14 max-md:px-3">
        <Logo alwaysNamed={nav === undefined} />
        {nav}
        <div className="ml-auto flex items-center gap-1">
          <ThemeToggle />
          {account === undefined ? null : <AccountMenu account={account} />}
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={cn("mx-auto w-full max-w-3xl flex-1 px-4 py-8 outline-none", className)}
      >
        {children}
      </main>
    </div>
  );
}
