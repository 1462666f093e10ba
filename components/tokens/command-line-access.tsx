"use client";

import { useState } from "react";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { CreatedApiToken } from "#lib/tokens/schema.ts";
import { MadeToken } from "./made-token.tsx";
import { MakeTokenForm } from "./make-token-form.tsx";
import { TokenList } from "./token-list.tsx";
import { useApiTokens } from "./use-api-tokens.ts";

/** What the command line does for a bin, in a sentence that stands beside or above the rest. */
export const COMMAND_LINE_ABOUT =
  "Brings what this bin captures to a server on your own machine. No tunnel is needed.";

/** Makes the tokens that `hookglass` works with, and revokes them. */
export function CommandLineAccess({ bin }: { bin: Pick<BinDetail, "id" | "inspectUrl"> }) {
  const { list, reload, add, revoke } = useApiTokens(bin.id);
  const [made, setMade] = useState<CreatedApiToken | null>(null);
  const take = (token: CreatedApiToken) => {
    setMade(token);
    add(token);
  };
  const revokeOne: typeof revoke = async (token) => {
    const revoked = await revoke(token);
    if (revoked && token.id === made?.id) setMade(null);
    return revoked;
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted-foreground">
        <code className="font-mono">hookglass</code> is part of the Hookglass repository and runs
        where that is installed. Its token opens this bin alone; it can't delete the bin or let
        others in. It works for{" "}
        <a href="/docs/api" className="text-link underline underline-offset-4">
          the API
        </a>{" "}
        too.
      </p>
      {made === null ? (
        <MakeTokenForm binId={bin.id} onMade={take} />
      ) : (
        <MadeToken made={made} inspectUrl={bin.inspectUrl} onAnother={() => setMade(null)} />
      )}
      <TokenList list={list} reload={reload} revoke={revokeOne} />
    </div>
  );
}
