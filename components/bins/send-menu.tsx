"use client";

import { ChevronDownIcon, LoaderCircleIcon, SendIcon } from "lucide-react";
import { toast } from "#components/shell/toast.ts";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { curlExample } from "./capture-examples.ts";
import { useSendSample } from "./use-send-sample.ts";

/** The dialog for signed samples gives the focus back to this menu's button. */
export const SEND_MENU_ID = "send-sample";

/** Sends a sample to the bin at any time. */
export function SendMenu({
  binId,
  captureUrl,
  onSent,
  onChooseSample,
}: {
  binId: string;
  captureUrl: string;
  onSent: () => void;
  /** Opens the choice of all signed samples. */
  onChooseSample: () => void;
}) {
  const { sending, send } = useSendSample(binId, onSent);
  const copyCurl = () =>
    navigator.clipboard.writeText(curlExample(captureUrl)).then(
      () => toast.success("The curl command is in the clipboard"),
      () => toast.error("The browser refused the clipboard"),
    );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          id={SEND_MENU_ID}
          variant="outline"
          disabled={sending !== null}
          aria-label="Send a sample request"
          className="max-md:size-10 max-md:border-transparent max-md:px-0"
        >
          {sending === null ? (
            <SendIcon />
          ) : (
            <LoaderCircleIcon className="motion-safe:animate-spin" />
          )}
          <span className="max-md:hidden">Send</span>
          <ChevronDownIcon className="text-muted-foreground max-md:hidden" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="min-w-52">
        <DropdownMenuItem onSelect={() => send("test")}>Test request</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Signed samples</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => send("github")}>GitHub push</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => send("stripe")}>Stripe event</DropdownMenuItem>
        <DropdownMenuItem onSelect={onChooseSample}>Signed sample…</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={copyCurl}>Copy curl command</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
