"use client";

import { LoaderCircleIcon, SendIcon } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { curlExample } from "./capture-examples.ts";
import { type SampleKind, useSendSample } from "./use-send-sample.ts";

/** What an empty bin shows: that it is listening, and three ways to a first request. */
export function FirstRequest({
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
  const curl = curlExample(captureUrl);
  const sampleButton = (kind: SampleKind, text: string, primary: boolean) => (
    <Button
      variant={primary ? "default" : "outline"}
      disabled={sending !== null}
      onClick={() => send(kind)}
    >
      {sending === kind ? (
        <LoaderCircleIcon className="motion-safe:animate-spin" />
      ) : primary ? (
        <SendIcon />
      ) : null}
      {text}
    </Button>
  );

  return (
    <section
      aria-labelledby="first-request"
      className="flex w-full max-w-6xl flex-col gap-5 px-4 py-6 max-md:px-3 md:py-8"
    >
      <div className="flex items-center gap-3">
        <span className="relative flex size-2.5" aria-hidden="true">
          <span className="absolute inline-flex size-full rounded-full bg-primary opacity-60 motion-safe:animate-ping" />
          <span className="relative inline-flex size-2.5 rounded-full bg-primary" />
        </span>
        <h2 id="first-request" className="font-semibold text-base tracking-tight">
          Waiting for the first request…
        </h2>
      </div>
      <ol className="grid rounded-lg border bg-card max-lg:divide-y lg:grid-cols-[1fr_1.35fr_1fr] lg:divide-x">
        <Way
          title="Send a test request"
          text="The server posts a small JSON webhook to the address above. It shows up here by itself."
        >
          {sampleButton("test", "Send a test request", true)}
        </Way>
        <Way
          title="Send one from a terminal"
          text="Any HTTP client will do; nothing has to be reloaded."
        >
          <div className="flex w-full min-w-0 items-start gap-1 rounded-md border bg-muted py-1 pr-1 pl-3">
            <code className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap py-1.5 font-mono text-xs leading-5">
              {curl}
            </code>
            <CopyButton text={curl} label="Copy curl command" variant="ghost" />
          </div>
        </Way>
        <Way
          title="Send a signed sample"
          text="A provider's payload, signed with a secret made for this bin, so you see a signature check at work."
        >
          <div className="flex flex-wrap gap-2">
            {sampleButton("github", "GitHub push", false)}
            {sampleButton("stripe", "Stripe event", false)}
            <Button variant="outline" disabled={sending !== null} onClick={onChooseSample}>
              Other providers…
            </Button>
          </div>
        </Way>
      </ol>
    </section>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex min-w-0 flex-col items-start gap-3 p-4">
      <div className="flex flex-col gap-0.5">
        <h3 className="font-medium">{title}</h3>
        <p className="text-muted-foreground">{text}</p>
      </div>
      {children}
    </li>
  );
}
