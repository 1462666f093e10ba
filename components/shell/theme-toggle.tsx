"use client";

import { MoonIcon, SunIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "#components/ui/button.tsx";
import { MenuButton } from "#components/ui/opener.tsx";

const ThemeMenu = dynamic(() => import("./theme-menu.tsx").then((module) => module.ThemeMenu), {
  loading: () => null,
});

/** Chooses light, dark or the system's theme. */
export function ThemeToggle() {
  return (
    <MenuButton
      button={
        <Button variant="ghost" size="icon" aria-label="Theme">
          <SunIcon className="dark:hidden" />
          <MoonIcon className="hidden dark:block" />
        </Button>
      }
    >
      {(opener) => <ThemeMenu opener={opener} />}
    </MenuButton>
  );
}
