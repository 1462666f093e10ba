import type { ReactNode } from "react";
import { VerificationBadge } from "#components/signatures/verification-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatBytes, formatDuration } from "#lib/format.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { MethodBadge } from "./method-badge.tsx";
import { VisibleText } from "./visible-text.tsx";

const timeFormat = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
});

/** What came, from where and when, and how it was answered. */
export function RequestHeading({ request, query }: { request: CapturedRequest; query: string }) {
  const { method, path, verification, fidelity } = request;
  return (
    <div className="flex min-w-0 flex-col gap-1.5 px-4 pt-3 pb-2 max-md:px-3">
      <h2 className="flex min-w-0 items-baseline gap-2.5">
        <MethodBadge method={method} className="shrink-0" />
        <span className="wrap-anywhere line-clamp-3 min-w-0 font-medium font-mono" title={path}>
          <VisibleText text={path} query={query} />
        </span>
      </h2>
      <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-xs">
        <Fact name="Received">
          <time dateTime={request.receivedAt}>
            {timeFormat.format(new Date(request.receivedAt))}
          </time>
        </Fact>
        <Fact name="From">{request.remoteAddress}</Fact>
        <Fact name="Size">{formatBytes(request.bodyBytes)}</Fact>
        <Fact name="Protocol">HTTP/{request.httpVersion}</Fact>
        <Fact name="Took">{formatDuration(request.timings.lastByteMs)} to arrive</Fact>
        <Fact name="Answered">answered {request.reply.status}</Fact>
        {verification === null ? null : (
          <Fact name="Signature">
            <VerificationBadge status={verification.status} />
          </Fact>
        )}
        {fidelity === "normalized" ? (
          <Fact name="Fidelity">
            <Badge
              variant="warning"
              title="The platform in front of this server changed the headers"
            >
              Headers normalized
            </Badge>
          </Fact>
        ) : null}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="inline-flex items-center tabular-nums">
      <dt className="sr-only">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
