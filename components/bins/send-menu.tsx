"use client";

import { ChevronDownIcon, LoaderCircleIcon, SendIcon } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { loadPanel, MenuButton } from "#components/ui/opener.tsx";
import { useSendSample } from "./use-send-sample.ts";

const SendChoices = loadPanel(() =>
  import("./send-choices.tsx").then((module) => module.SendChoices),
);

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
  return (
    <MenuButton
      button={
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
      }
    >
      {(opener) => (
        <SendChoices
          opener={opener}
          captureUrl={captureUrl}
          send={send}
          onChooseSample={onChooseSample}
        />
      )}
    </MenuButton>
  );
}
