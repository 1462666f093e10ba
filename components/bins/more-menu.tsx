"use client";

import { MailXIcon, RouteIcon, SettingsIcon, Share2Icon } from "lucide-react";
import Link from "next/link";
import type { AccountName } from "#components/shell/account-menu.tsx";
import { signOutAndGoHome } from "#components/shell/sign-out.ts";
import { ThemeItems } from "#components/shell/theme-menu.tsx";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import type { Opener } from "#components/ui/opener.tsx";

/** On a phone, everything of the header that is rarely needed. */
export function MoreMenu({
  opener,
  binId,
  account,
  deadLetters,
  onShare,
}: {
  opener: Opener;
  binId: string;
  account: AccountName;
  /** Deliveries that are out of attempts; null until counted. */
  deadLetters: number | null;
  onShare: () => void;
}) {
  return (
    <DropdownMenu opener={opener} modal={false} align="end" className="min-w-48">
      <DropdownMenuItem onSelect={onShare}>
        <Share2Icon /> Share…
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={`/bins/${binId}/targets`} prefetch={false}>
          <RouteIcon /> Targets
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={`/bins/${binId}/dead-letters`} prefetch={false}>
          <MailXIcon /> Dead letters
          {deadLetters ? (
            <span className="ml-auto text-destructive tabular-nums">
              {deadLetters.toLocaleString("en")}
            </span>
          ) : null}
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href={`/bins/${binId}/settings`} prefetch={false}>
          <SettingsIcon /> Bin settings
        </Link>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      <ThemeItems />
      <DropdownMenuSeparator />
      {account === null ? (
        <DropdownMenuItem asChild>
          <Link href="/sign-in" prefetch={false}>
            Sign in
          </Link>
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem onSelect={signOutAndGoHome}>Sign out {account.name}</DropdownMenuItem>
      )}
    </DropdownMenu>
  );
}
