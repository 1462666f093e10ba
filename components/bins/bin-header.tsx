"use client";

import { EllipsisVerticalIcon, MailXIcon, RouteIcon, SettingsIcon, Share2Icon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { AccountMenu, type AccountName } from "#components/shell/account-menu.tsx";
import { Logo } from "#components/shell/logo.tsx";
import { ThemeToggle } from "#components/shell/theme-toggle.tsx";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, MenuButton } from "#components/ui/opener.tsx";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip.tsx";

const MoreMenu = loadPanel(() => import("./more-menu.tsx").then((module) => module.MoreMenu));

/** The share dialog gives the focus back to whichever of these two is shown. */
export const SHARE_BUTTON_IDS = "share-bin more-for-bin";
const [SHARE_ID, MORE_ID] = SHARE_BUTTON_IDS.split(" ");

type BinHeaderProps = {
  binId: string;
  account: AccountName;
  switcher: ReactNode;
  status: ReactNode;
  send: ReactNode;
  /** Deliveries that are out of attempts; null until counted. */
  deadLetters: number | null;
  onShare: () => void;
};

/** The bar on top of the inspector; on a phone what is rarely needed folds into one menu. */
export function BinHeader(props: BinHeaderProps) {
  const { binId, account, switcher, status, send, deadLetters, onShare } = props;
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
          <Button id={SHARE_ID} variant="outline" onClick={onShare}>
            <Share2Icon /> Share
          </Button>
          <DeadLettersLink binId={binId} count={deadLetters} />
          <Button variant="ghost" className="px-2" asChild>
            <Link href={`/bins/${binId}/targets`} prefetch={false}>
              <RouteIcon /> <span className="max-lg:sr-only">Targets</span>
            </Link>
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
        <MenuButton
          button={
            <Button
              id={MORE_ID}
              variant="ghost"
              size="icon"
              className="md:hidden"
              aria-label="More"
            >
              <EllipsisVerticalIcon />
            </Button>
          }
        >
          {(opener) => (
            <MoreMenu
              opener={opener}
              binId={binId}
              account={account}
              deadLetters={deadLetters}
              onShare={onShare}
            />
          )}
        </MenuButton>
      </div>
    </header>
  );
}

/** Shown while there is something dead; the page is also reached from the targets. */
function DeadLettersLink({ binId, count }: { binId: string; count: number | null }) {
  if (count === null || count === 0) return null;
  return (
    <Button variant="outline" className="px-2 text-destructive" asChild>
      <Link href={`/bins/${binId}/dead-letters`} prefetch={false}>
        <MailXIcon />
        <span className="tabular-nums">{count.toLocaleString("en")}</span>
        <span className="max-xl:sr-only">dead</span>
      </Link>
    </Button>
  );
}
