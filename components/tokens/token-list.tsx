"use client";

import { useId, useRef } from "react";
import { ProblemWithRetry } from "#components/shell/problem-with-retry.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ApiTokenSummary } from "#lib/tokens/schema.ts";
import { TokenRow } from "./token-row.tsx";
import type { useApiTokens } from "./use-api-tokens.ts";

type TokenListProps = Pick<ReturnType<typeof useApiTokens>, "list" | "reload" | "revoke">;

/** The tokens in use. */
export function TokenList(props: TokenListProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const revoke = async (token: ApiTokenSummary) => {
    const revoked = await props.revoke(token);
    // The row goes, and with it the button that has the focus.
    if (revoked) heading.current?.focus();
    return revoked;
  };
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 ref={heading} id={id} tabIndex={-1} className="font-medium outline-none">
        Tokens in use
      </h3>
      <Tokens {...props} revoke={revoke} />
    </section>
  );
}

function Tokens({ list, reload, revoke }: TokenListProps) {
  if (list.state === "loading") return <Skeleton className="h-10 w-full" />;
  if (list.state === "failed") {
    return <ProblemWithRetry problem={list.message} onRetry={reload} />;
  }
  if (list.items.length === 0) {
    return <p className="text-muted-foreground">None yet.</p>;
  }
  return (
    <ul className="divide-y rounded-md border">
      {list.items.map((token) => (
        <TokenRow key={token.id} token={token} onRevoke={() => revoke(token)} />
      ))}
    </ul>
  );
}
