"use client";

import { RevokeButton } from "#components/shell/revoke-button.tsx";
import { formatAgo } from "#lib/format.ts";
import type { ApiTokenSummary } from "#lib/tokens/schema.ts";

/** One token in use. */
export function TokenRow({
  token,
  onRevoke,
}: {
  token: ApiTokenSummary;
  /** Resolves to whether it is revoked now. */
  onRevoke: () => Promise<boolean>;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="flex min-w-0 flex-col gap-1">
        <span className="wrap-anywhere font-medium">{token.name}</span>
        <span className="text-muted-foreground text-xs">
          <code className="font-mono">hgt_…{token.hint}</code>, made {ago(token.createdAt)},{" "}
          {token.lastUsedAt === null ? "never used" : `last used ${ago(token.lastUsedAt)}`}
        </span>
      </div>
      <RevokeButton what={`${token.name}, which ends in ${token.hint}`} onRevoke={onRevoke} />
    </li>
  );
}

function ago(moment: string): string {
  return formatAgo(Date.parse(moment), Date.now());
}
