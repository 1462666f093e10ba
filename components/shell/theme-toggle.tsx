"use client";

import { MoonIcon, SunIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, MenuButton } from "#components/ui/opener.tsx";

const ThemeMenu = loadPanel(() => import("./theme-menu.tsx").then((module) => module.ThemeMenu));

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
