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
  /** Null while the request is being read. */
  actions: RequestActions | null;
  /** Null for readers of a share link. */
  owner: OwnerActions | null;
  bodyBytes: number;
}) {
  const waits = actions === null;
  return (
    <DropdownMenu opener={opener} align="end" className="min-w-52">
      <DropdownMenuItem disabled={waits} onSelect={actions?.copyCurl}>
        <TerminalIcon /> Copy as cURL
      </DropdownMenuItem>
      <DropdownMenuItem disabled={waits} onSelect={actions?.copyLink}>
        <LinkIcon /> Copy permalink
      </DropdownMenuItem>
      <DropdownMenuItem disabled={waits || bodyBytes === 0} onSelect={actions?.downloadBody}>
        <DownloadIcon /> Download the body
      </DropdownMenuItem>
      {owner === null ? null : (
        <>
          <DropdownMenuItem disabled={waits} onSelect={owner.lab}>
            <FlaskConicalIcon /> Idempotency lab…
          </DropdownMenuItem>
          <DropdownMenuItem disabled={waits} onSelect={owner.share}>
            <Share2Icon /> Share this request…
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem variant="destructive" disabled={waits} onSelect={owner.remove}>
            <Trash2Icon /> Delete…
          </DropdownMenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
