"use client";

import { EllipsisVerticalIcon, SettingsIcon, Share2Icon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AccountMenu, type AccountName } from "#components/shell/account-menu.tsx";
import { Logo } from "#components/shell/logo.tsx";
import { signOutAndGoHome } from "#components/shell/sign-out.ts";
import { ThemeItems, ThemeToggle } from "#components/shell/theme-toggle.tsx";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip.tsx";

/** The share dialog gives the focus back to whichever of these two is shown. */
export const SHARE_BUTTON_ID = "share-bin";

type BinHeaderProps = {
  binId: string;
  account: AccountName;
  switcher: ReactNode;
  status: ReactNode;
  send: ReactNode;
  onShare: () => void;
};

/** The bar on top of the inspector; on a phone what is rarely needed folds into one menu. */
export function BinHeader({ binId, account, switcher, status, send, onShare }: BinHeaderProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b px-4 max-md:h-14 max-md:gap-1 max-md:px-3">
      <Logo />
      <span className="text-input max-md:hidden" aria-hidden="true">
        /
      </span>
      {switcher}
      {/* A long name gives way, not the time since when the page is offline. */}
      <div className="flex shrink-0">{status}</div>
      <div className="ml-auto flex shrink-0 items-center gap-1.5 max-md:gap-0">
        {send}
        <div className="flex items-center gap-1.5 max-md:hidden">
          <Button id={SHARE_BUTTON_ID} variant="outline" onClick={onShare}>
            <Share2Icon /> Share
          </Button>
          <Tooltip>
            <TooltipTrigger asChild>
              <Button variant="ghost" size="icon" asChild>
                <Link href={`/bins/${binId}/settings`} prefetch={false} aria-label="Bin settings">
                  <SettingsIcon />
                </Link>
              </Button>
            </TooltipTrigger>
            <TooltipContent>Bin settings</TooltipContent>
          </Tooltip>
          <ThemeToggle />
          <AccountMenu account={account} />
        </div>
        <MoreMenu binId={binId} account={account} onShare={onShare} />
      </div>
    </header>
  );
}

function MoreMenu({
  binId,
  account,
  onShare,
}: Pick<BinHeaderProps, "binId" | "account" | "onShare">) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="md:hidden" aria-label="More">
          <EllipsisVerticalIcon />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-48">
        <DropdownMenuItem onSelect={onShare}>
          <Share2Icon /> Share…
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
