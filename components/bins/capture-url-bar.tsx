"use client";

import { useLiveState } from "#components/realtime/live-bin-provider.tsx";
import { CopyButton } from "#components/shell/copy-button.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import { cn } from "#lib/cn.ts";
import { LimitsGauge } from "./limits-gauge.tsx";

/** The address that captures, with Copy and the limits; the largest thing on the page while nothing has arrived. */
export function CaptureUrlBar({ bin, initialNowMs }: { bin: BinDetail; initialNowMs: number }) {
  const { captureUrl, slug } = bin;
  const prominent = useLiveState(({ list }) => list.rows.length === 0 && list.nextCursor === null);
  const deleted = useLiveState((state) => state.deleted);
  if (deleted) return null;
  const cut = captureUrl.lastIndexOf(slug);
  return (
    <section
      aria-labelledby="capture-url-label"
      className={cn(
        "flex shrink-0 flex-col border-b bg-card px-4 max-md:px-3",
        // On a phone an open request is a screen of its own.
        "max-md:group-has-data-request-open/main:hidden",
        prominent ? "gap-2 py-5 md:py-7" : "gap-0.5 py-2 max-md:pb-0.5",
      )}
    >
      <h2
        id="capture-url-label"
        className={cn("text-muted-foreground text-xs", !prominent && "sr-only")}
      >
        Send webhooks to this address: any method, any path below it
      </h2>
      <div
        className={cn(
          "flex min-w-0 items-center gap-3",
          prominent && "max-md:flex-col max-md:items-stretch",
        )}
      >
        <code
          className={cn(
            "min-w-0 select-all font-mono",
            prominent
              ? "wrap-anywhere text-lg leading-7 md:text-2xl md:leading-9"
              : "wrap-anywhere line-clamp-2 text-xs leading-4 md:text-[0.9375rem] md:leading-6",
          )}
        >
          <span className="text-muted-foreground">{captureUrl.slice(0, cut)}</span>
          <span className="font-medium">{slug}</span>
          {captureUrl.slice(cut + slug.length)}
        </code>
        <CopyButton
          text={captureUrl}
          label="Copy capture URL"
          size={prominent ? "lg" : "sm"}
          className={prominent ? "" : "max-md:ml-auto"}
        >
          Copy
        </CopyButton>
      </div>
      <LimitsGauge bin={bin} initialNowMs={initialNowMs} />
    </section>
  );
}
