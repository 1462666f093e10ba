"use client";

import { LogOutIcon } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import type { Opener } from "#components/ui/opener.tsx";
import { signOutAndGoHome } from "./sign-out.ts";

/** Who is signed in, and the way out. */
export function AccountActions({ opener, name }: { opener: Opener; name: string }) {
  return (
    <DropdownMenu opener={opener} align="end" className="min-w-48">
      <DropdownMenuLabel className="truncate">{name}</DropdownMenuLabel>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={signOutAndGoHome}>
        <LogOutIcon /> Sign out
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
