"use client";

import { MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import {
  DropdownMenu,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
} from "#components/ui/dropdown-menu.tsx";
import type { Opener } from "#components/ui/opener.tsx";

/** The three themes as menu items. */
export function ThemeItems() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
      <DropdownMenuRadioItem value="light">
        <SunIcon /> Light
      </DropdownMenuRadioItem>
      <DropdownMenuRadioItem value="dark">
        <MoonIcon /> Dark
      </DropdownMenuRadioItem>
      <DropdownMenuRadioItem value="system">
        <MonitorIcon /> System
      </DropdownMenuRadioItem>
    </DropdownMenuRadioGroup>
  );
}

/** The menu of the theme button. */
export function ThemeMenu({ opener }: { opener: Opener }) {
  return (
    <DropdownMenu opener={opener} align="end">
      <ThemeItems />
    </DropdownMenu>
  );
}
