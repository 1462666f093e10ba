"use client";

import { toast } from "#components/shell/toast.ts";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import type { Opener } from "#components/ui/opener.tsx";
import { curlExample } from "./capture-examples.ts";
import type { SampleKind } from "./use-send-sample.ts";

/** What the Send button offers. */
export function SendChoices({
  opener,
  captureUrl,
  send,
  onChooseSample,
}: {
  opener: Opener;
  captureUrl: string;
  send: (kind: SampleKind) => void;
  onChooseSample: () => void;
}) {
  const copyCurl = () =>
    navigator.clipboard.writeText(curlExample(captureUrl)).then(
      () => toast.success("The curl command is in the clipboard"),
      () => toast.error("The browser refused the clipboard"),
    );
  return (
    <DropdownMenu opener={opener} align="end" className="min-w-52">
      <DropdownMenuItem onSelect={() => send("test")}>Test request</DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Signed samples</DropdownMenuLabel>
      <DropdownMenuItem onSelect={() => send("github")}>GitHub push</DropdownMenuItem>
      <DropdownMenuItem onSelect={() => send("stripe")}>Stripe event</DropdownMenuItem>
      <DropdownMenuItem onSelect={onChooseSample}>Signed sample…</DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={copyCurl}>Copy curl command</DropdownMenuItem>
    </DropdownMenu>
  );
}
