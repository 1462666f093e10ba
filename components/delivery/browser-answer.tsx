"use client";

import { useEffect, useRef } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { formatDuration } from "#lib/format.ts";
import { AnswerBody } from "./answer-body.tsx";
import type { BrowserRequest } from "./browser-request.ts";
import type { BrowserOutcome } from "./send-from-browser.ts";
import { statusLine } from "./status-phrases.ts";
import { UnreachableWords } from "./unreachable-words.tsx";

/** How a request ended that the browser has sent, and what to do when it may not show the answer. */
export function BrowserAnswer(props: { outcome: BrowserOutcome; request: BrowserRequest }) {
  const { outcome, request } = props;
  const section = useRef<HTMLElement>(null);
  // It comes below what the dialog has in sight. Newer browsers return a promise: no clean-up of ours.
  useEffect(() => {
    void section.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      ref={section}
      aria-label="Answer to your browser"
      className="flex scroll-mb-24 flex-col overflow-hidden rounded-md border bg-card"
    >
      <div role="status" className="flex flex-col gap-1.5 p-3">
        <Words outcome={outcome} request={request} />
      </div>
      {outcome.kind === "answered" ? (
        <div className="border-t">
          <AnswerBody response={outcome.response} />
        </div>
      ) : null}
    </section>
  );
}

function Words({ outcome, request }: { outcome: BrowserOutcome; request: BrowserRequest }) {
  switch (outcome.kind) {
    case "answered": {
      const { status } = outcome.response;
      const good = status >= 200 && status < 300;
      return (
        <p className="flex flex-wrap items-center gap-2">
          <Badge variant={good ? "success" : "destructive"}>{statusLine(status)}</Badge>
          <span className="text-muted-foreground text-xs tabular-nums">
            {formatDuration(outcome.durationMs)}
          </span>
          <span className="text-muted-foreground text-xs">
            Seen by your browser only: it is not kept with the deliveries.
          </span>
        </p>
      );
    }
    case "redirected":
      return <p>Your server answered with a redirect. Redirects are not followed.</p>;
    case "timed_out":
      return <p className="text-destructive">No answer came within 30 s.</p>;
    case "unreachable":
      return <UnreachableWords url={request.url} />;
    case "hidden":
      return <CorsWords request={request} />;
  }
}

function CorsWords({ request }: { request: BrowserRequest }) {
  const { toAllow, init } = request;
  const headers = toAllow.join(", ");
  return (
    <>
      <p className="font-medium text-destructive">
        Your server is there, but it does not allow this page to read its answer (CORS).
      </p>
      <p>
        {toAllow.length === 0
          ? "The request has probably arrived. To see the answer here, let your server answer with:"
          : "The browser asks first with an OPTIONS request, so this one may not have arrived. Let your server answer OPTIONS with 204, and both with:"}
      </p>
      <pre className="overflow-x-auto rounded-sm border bg-background p-2 font-mono text-xs">
        {[
          `Access-Control-Allow-Origin: ${location.origin}`,
          `Access-Control-Allow-Methods: ${init.method}`,
          ...(headers === "" ? [] : [`Access-Control-Allow-Headers: ${headers}`]),
        ].join("\n")}
      </pre>
      <p className="text-muted-foreground text-xs">
        Or send from the server: it asks nobody, where your server can be reached from it.
      </p>
    </>
  );
}
