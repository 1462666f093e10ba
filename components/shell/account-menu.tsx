"use client";

import { CircleUserRoundIcon, LogOutIcon } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { signOutAndGoHome } from "./sign-out.ts";

/** Who is signed in, as far as menus show it; null for an anonymous visitor. */
export type AccountName = { name: string } | null;

/** A link to sign in, or a menu that says who is signed in. */
export function AccountMenu({ account }: { account: AccountName }) {
  if (account === null) {
    return (
      <Button variant="ghost" asChild>
        <Link href="/sign-in" prefetch={false}>
          Sign in
        </Link>
      </Button>
    );
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Account of ${account.name}`}>
          <CircleUserRoundIcon />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-48">
        <DropdownMenuLabel className="truncate">{account.name}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOutAndGoHome}>
          <LogOutIcon /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
