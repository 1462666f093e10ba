"use client";

import { useTheme } from "next-themes";
import { type CSSProperties, useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { showToasts } from "#components/shell/toast.ts";

const colors: CSSProperties & Record<`--${string}`, string> = {
  "--normal-bg": "var(--popover)",
  "--normal-text": "var(--popover-foreground)",
  "--normal-border": "var(--border)",
  "--border-radius": "var(--radius)",
};

function isTheme(name: string | undefined): name is "light" | "dark" | "system" {
  return name === "light" || name === "dark" || name === "system";
}

/** Where toasts appear; they follow the chosen theme. */
export function Toaster() {
  const { theme } = useTheme();
  // Runs after Sonner's own effect: it shows only what is said once it listens.
  useEffect(
    () => showToasts(({ kind, message, description }) => toast[kind](message, { description })),
    [],
  );
  return (
    <Sonner
      theme={isTheme(theme) ? theme : "system"}
      position="bottom-right"
      style={colors}
      toastOptions={{
        classNames: {
          toast: "!font-sans !text-sm !shadow-md",
          description: "!text-muted-foreground",
          error: "[&_[data-icon]]:!text-destructive",
          success: "[&_[data-icon]]:!text-success",
        },
      }}
    />
  );
}
