"use client";

import { useId, useRef } from "react";
import { ProblemWithRetry } from "#components/shell/problem-with-retry.tsx";
import { RevokeButton } from "#components/shell/revoke-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatAgo, formatDuration } from "#lib/format.ts";
import type { ShareSummary } from "#lib/sharing/schema.ts";
import type { useShares } from "./use-shares.ts";

type ShareListProps = Pick<ReturnType<typeof useShares>, "list" | "reload" | "revoke">;

/** The links that are in use. */
export function ShareList({ list, reload, revoke }: ShareListProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const revokeOne = async (share: ShareSummary) => {
    const revoked = await revoke(share);
    // The row goes, and with it the button that has the focus.
    if (revoked) heading.current?.focus();
    return revoked;
  };
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 ref={heading} id={id} tabIndex={-1} className="font-medium outline-none">
        Links in use
      </h3>
      <Links list={list} reload={reload} revoke={revokeOne} />
    </section>
  );
}

function Links({ list, reload, revoke }: ShareListProps) {
  if (list.state === "loading") return <Skeleton className="h-10 w-full" />;
  if (list.state === "failed") {
    return <ProblemWithRetry problem={list.message} onRetry={reload} />;
  }
  if (list.items.length === 0) {
    return <p className="text-muted-foreground">No links yet. Nobody but you can read this bin.</p>;
  }
  return (
    <ul className="divide-y rounded-md border">
      {list.items.map((share) => (
        <li key={share.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
          <ShareFacts share={share} />
          <RevokeButton what={`the link made ${ago(share)}`} onRevoke={() => revoke(share)} />
        </li>
      ))}
    </ul>
  );
}

function ShareFacts({ share }: { share: ShareSummary }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex flex-wrap items-center gap-1.5">
        <span className="font-medium">
          {share.requestId === null ? "Whole bin" : "One request"}
        </span>
        {share.hasPassword ? <Badge variant="outline">password</Badge> : null}
        {share.redact ? null : <Badge variant="warning">credentials visible</Badge>}
      </span>
      <span className="text-muted-foreground text-xs">
        made {ago(share)}, {describeEnd(share.expiresAt, Date.now())}
      </span>
    </div>
  );
}

function ago(share: ShareSummary): string {
  return formatAgo(Date.parse(share.createdAt), Date.now());
}

function describeEnd(expiresAt: string | null, nowMs: number): string {
  if (expiresAt === null) return "works until revoked";
  const leftMs = Date.parse(expiresAt) - nowMs;
  return leftMs > 0 ? `expires in ${formatDuration(leftMs)}` : "expired";
}
