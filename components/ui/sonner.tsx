"use client";

import { useTheme } from "next-themes";
import type { CSSProperties } from "react";
import { Toaster as Sonner, type ToasterProps } from "sonner";

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
export function Toaster(props: ToasterProps) {
  const { theme } = useTheme();
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
      {...props}
    />
  );
}
