"use client";

import {
  ArrowDownIcon,
  ArrowLeftIcon,
  ArrowUpIcon,
  EllipsisIcon,
  PinIcon,
  PinOffIcon,
  SendIcon,
  TerminalIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, MenuButton } from "#components/ui/opener.tsx";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip.tsx";
import { cn } from "#lib/cn.ts";
import { formatBytes } from "#lib/format.ts";
import type { RequestActions } from "./use-request-actions.ts";

const RequestMenu = loadPanel(() =>
  import("./request-menu.tsx").then((module) => module.RequestMenu),
);

/** Dialogs about one request give the focus back to this element. */
export const REQUEST_MENU_ID = "request-menu";

/** What only the owner can do. */
export type OwnerActions = {
  resend: () => void;
  /** The idempotency lab. */
  lab: () => void;
  share: () => void;
  remove: () => void;
};

type RequestToolbarProps = {
  /** Steps to the neighbours; null at the ends. */
  newer: (() => void) | null;
  older: (() => void) | null;
  onBack: () => void;
  /** False: there is nothing but steps to its neighbours. */
  hasRequest: boolean;
  /** Null while the request is being read: what is on the screen may still be the one before. */
  actions: RequestActions | null;
  /** Null for readers of a share link. */
  owner: OwnerActions | null;
  pinned: boolean;
  bodyBytes: number;
};

/** A wait is short: showing it on the buttons would flicker with every step through the list. */
const WAITING = "aria-disabled:opacity-100";

/** The buttons over the open request. They stay while it loads, and with them focus and menu. */
export function RequestToolbar(props: RequestToolbarProps) {
  const { newer, older, onBack } = props;
  return (
    <div className="flex shrink-0 items-center gap-1 border-b px-2 py-1.5">
      <Button variant="ghost" className="px-2 md:hidden" onClick={onBack}>
        <ArrowLeftIcon /> Requests
      </Button>
      <Step label="Newer request" shortcut="k" go={newer}>
        <ArrowUpIcon />
      </Step>
      <Step label="Older request" shortcut="j" go={older}>
        <ArrowDownIcon />
      </Step>
      {props.hasRequest ? <Actions {...props} /> : null}
    </div>
  );
}

function Actions({ actions, owner, pinned, bodyBytes }: RequestToolbarProps) {
  return (
    <div className="ml-auto flex items-center gap-1">
      {actions === null || actions.downloaded === null ? null : (
        <span role="status" className="px-1 text-muted-foreground text-xs tabular-nums">
          {formatBytes(actions.downloaded)} of {formatBytes(bodyBytes)}
        </span>
      )}
      <Button
        variant="ghost"
        className={cn("px-2 max-lg:hidden", WAITING)}
        aria-disabled={actions === null}
        onClick={() => actions?.copyCurl()}
        aria-label="Copy as cURL"
      >
        <TerminalIcon /> cURL
      </Button>
      {owner === null ? null : (
        <>
          <PinButton pinned={pinned} onPin={actions?.setPinned ?? null} />
          <Button variant="outline" onClick={owner.resend} aria-keyshortcuts="r">
            <SendIcon /> Resend
          </Button>
        </>
      )}
      <MenuButton
        button={
          <Button
            id={REQUEST_MENU_ID}
            variant="ghost"
            size="icon"
            aria-label="More for this request"
          >
            <EllipsisIcon />
          </Button>
        }
      >
        {(opener) => (
          <RequestMenu opener={opener} actions={actions} owner={owner} bodyBytes={bodyBytes} />
        )}
      </MenuButton>
    </div>
  );
}

function Step(props: {
  label: string;
  shortcut: string;
  go: (() => void) | null;
  children: ReactNode;
}) {
  const { label, shortcut, go, children } = props;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={label}
          aria-keyshortcuts={shortcut}
          // Not `disabled`: at the end of the list the focus stays where it is.
          aria-disabled={go === null}
          onClick={() => go?.()}
        >
          {children}
        </Button>
      </TooltipTrigger>
      <TooltipContent>
        {label} ({shortcut})
      </TooltipContent>
    </Tooltip>
  );
}

function PinButton(props: { pinned: boolean; onPin: ((pinned: boolean) => void) | null }) {
  const { pinned, onPin } = props;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Button
          variant={pinned ? "secondary" : "ghost"}
          size="icon"
          aria-label="Pin"
          aria-pressed={pinned}
          className={WAITING}
          aria-disabled={onPin === null}
          onClick={() => onPin?.(!pinned)}
        >
          {pinned ? <PinOffIcon /> : <PinIcon />}
        </Button>
      </TooltipTrigger>
      <TooltipContent>
        {pinned ? "Let it go with the others" : "Keep it when the bin is full or cleared"}
      </TooltipContent>
    </Tooltip>
  );
}
