import { useCallback, useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import type { ApiTokenSummary } from "#lib/tokens/schema.ts";

export type ApiTokensState =
  | { state: "loading" }
  | { state: "failed"; message: string }
  | { state: "ok"; tokens: ApiTokenSummary[] };

/** A bin's API tokens, with ways to read them again, to add the one just made and to revoke one. */
export function useApiTokens(binId: string): {
  listed: ApiTokensState;
  reload: () => Promise<void>;
  add: (token: ApiTokenSummary) => void;
  /** Resolves to whether it is revoked now. */
  revoke: (token: ApiTokenSummary) => Promise<boolean>;
} {
  const [listed, setListed] = useState<ApiTokensState>({ state: "loading" });

  const reload = useCallback(async () => {
    try {
      const { items } = await api.get<{ items: ApiTokenSummary[] }>(`/bins/${binId}/tokens`);
      setListed({ state: "ok", tokens: items });
    } catch (error) {
      setListed({ state: "failed", message: errorMessage(error) });
    }
  }, [binId]);

  useEffect(() => {
    void reload();
  }, [reload]);

  const change = (edit: (tokens: ApiTokenSummary[]) => ApiTokenSummary[]) =>
    setListed((now) => (now.state === "ok" ? { state: "ok", tokens: edit(now.tokens) } : now));

  const revoke = async (token: ApiTokenSummary) => {
    try {
      await api.delete(`/tokens/${token.id}`);
    } catch (error) {
      toast.error("The token was not revoked", { description: errorMessage(error) });
      return false;
    }
    change((tokens) => tokens.filter((other) => other.id !== token.id));
    toast.success(`${token.name} is revoked: it opens nothing any more`);
    return true;
  };

  return { listed, reload, add: (token) => change((tokens) => [token, ...tokens]), revoke };
}
