"use client";

import {
  DownloadIcon,
  FlaskConicalIcon,
  LinkIcon,
  Share2Icon,
  TerminalIcon,
  Trash2Icon,
} from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import type { Opener } from "#components/ui/opener.tsx";
import type { OwnerActions } from "./request-toolbar.tsx";
import type { RequestActions } from "./use-request-actions.ts";

/** What else can be done with the open request. */
export function RequestMenu({
  opener,
  actions,
  owner,
  bodyBytes,
}: {
  opener: Opener;
  actions: RequestActions;
  /** Null for readers of a share link. */
  owner: OwnerActions | null;
  bodyBytes: number;
}) {
  return (
    <DropdownMenu opener={opener} align="end" className="min-w-52">
      <DropdownMenuItem onSelect={actions.copyCurl}>
        <TerminalIcon /> Copy as cURL
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={actions.copyLink}>
        <LinkIcon /> Copy permalink
      </DropdownMenuItem>
      <DropdownMenuItem disabled={bodyBytes === 0} onSelect={actions.downloadBody}>
        <DownloadIcon /> Download the body
      </DropdownMenuItem>
      {owner === null ? null : (
        <>
          <DropdownMenuItem onSelect={owner.lab}>
            <FlaskConicalIcon /> Idempotency lab…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={owner.share}>
            <Share2Icon /> Share this request…
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem variant="destructive" onSelect={owner.remove}>
            <Trash2Icon /> Delete…
          </DropdownMenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
