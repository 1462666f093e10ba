import { useCallback, useEffect, useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { toast } from "#components/shell/toast.ts";
import type { ShareSummary } from "#lib/sharing/schema.ts";

type SharesState =
  | { state: "loading" }
  | { state: "failed"; message: string }
  | { state: "ok"; shares: ShareSummary[] };

/** A bin's share links, with ways to read them again, to add the one just made and to revoke one. */
export function useShares(binId: string): {
  links: SharesState;
  reload: () => Promise<void>;
  add: (share: ShareSummary) => void;
  revoke: (share: ShareSummary) => Promise<void>;
} {
  const [links, setLinks] = useState<SharesState>({ state: "loading" });

  const reload = useCallback(async () => {
    try {
      const { items } = await api.get<{ items: ShareSummary[] }>(`/bins/${binId}/shares`);
      setLinks({ state: "ok", shares: items });
    } catch (error) {
      setLinks({ state: "failed", message: errorMessage(error) });
    }
  }, [binId]);

  useEffect(() => {
    void reload();
  }, [reload]);

  const change = (edit: (shares: ShareSummary[]) => ShareSummary[]) =>
    setLinks((now) => (now.state === "ok" ? { state: "ok", shares: edit(now.shares) } : now));

  const revoke = async (share: ShareSummary) => {
    try {
      await api.delete(`/shares/${share.id}`);
      change((shares) => shares.filter((other) => other.id !== share.id));
      toast.success("The link is revoked: it opens nothing any more");
    } catch (error) {
      toast.error("The link was not revoked", { description: errorMessage(error) });
    }
  };

  return { links, reload, add: (share) => change((shares) => [share, ...shares]), revoke };
}
