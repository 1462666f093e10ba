"use client";

import { ChevronRightIcon, HistoryIcon } from "lucide-react";
import { Collapsible } from "radix-ui";
import { Button } from "#components/ui/button.tsx";
import type { Lineage } from "#lib/delivery/schema.ts";
import { lineagePoints, publishedPoints } from "./lineage-points.ts";
import { TimeLine } from "./time-line.tsx";

const MAX_LISTED = 20;

/** One line about the other captures of an event; opens to all of them, in time. */
export function LineagePanel({
  lineage,
  own,
  onOpen,
}: {
  lineage: Lineage;
  /** The capture that is open. */
  own: Lineage["captures"][number];
  /** Opens another one. */
  onOpen: (requestId: string) => void;
}) {
  const { captures, from, published } = lineage;
  const { requestId } = own;
  const isFirst = captures[0] === own;
  const others = captures.length - 1;
  return (
    <Collapsible.Root className="border-t">
      <Collapsible.Trigger className="group flex w-full cursor-pointer items-center gap-2 px-4 py-1.5 text-left text-sm outline-none hover:bg-muted focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset max-md:min-h-11 max-md:px-3">
        <HistoryIcon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <span className="min-w-0">
          {isFirst
            ? `Captured ${others === 1 ? "once" : `${others} times`} more after this`
            : capital(own.sentence)}
        </span>
        <ChevronRightIcon
          aria-hidden="true"
          className="ml-auto size-4 shrink-0 text-muted-foreground transition-transform group-data-[state=open]:rotate-90"
        />
      </Collapsible.Trigger>
      <Collapsible.Content className="flex max-h-[40vh] flex-col gap-3 overflow-y-auto border-t bg-card px-4 py-3 max-md:px-3">
        <p className="wrap-anywhere text-muted-foreground text-xs">
          The same event, told by {from === "body" ? "its body" : <code>{from}</code>}.
        </p>
        <TimeLine points={lineagePoints(captures, requestId)} />
        <ol aria-label="Captures of this event" className="flex flex-col gap-1">
          {captures.slice(-MAX_LISTED).map((capture) => (
            <li key={capture.requestId}>
              {capture.requestId === requestId ? (
                <strong className="font-medium">{capital(capture.sentence)} (this one)</strong>
              ) : (
                <Button
                  variant="link"
                  size="inline"
                  className="inline whitespace-normal text-left underline"
                  onClick={() => onOpen(capture.requestId)}
                >
                  {capital(capture.sentence)}
                </Button>
              )}
              <span className="text-muted-foreground">, answered {capture.replyStatus}</span>
            </li>
          ))}
        </ol>
        <Published published={published} />
      </Collapsible.Content>
    </Collapsible.Root>
  );
}

function Published({ published }: { published: Lineage["published"] }) {
  if (published === null) return null;
  const points = publishedPoints(published);
  return (
    <section aria-label={`What ${published.provider} publishes`} className="flex flex-col gap-2">
      <p>
        {published.text}{" "}
        <a
          href={published.sourceUrl}
          target="_blank"
          rel="noreferrer"
          className="text-link underline underline-offset-4"
        >
          Source
        </a>
      </p>
      {points.length > 1 ? (
        <TimeLine label={`Published by ${published.provider}`} points={points} />
      ) : null}
    </section>
  );
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
