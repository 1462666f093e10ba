"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { LazyToaster } from "./lazy-toaster.tsx";

/** What every page needs around it: the theme (its script needs the nonce), tooltips, a place for toasts. */
export function AppProviders({
  children,
  nonce,
}: {
  children: ReactNode;
  nonce?: string | undefined;
}) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce === undefined ? {} : { nonce })}
    >
      <TooltipProvider>{children}</TooltipProvider>
      <LazyToaster />
    </ThemeProvider>
  );
}
