import { useRevocableList } from "#components/shell/use-revocable-list.ts";
import type { ShareSummary } from "#lib/sharing/schema.ts";

/** A bin's share links. */
export function useShares(binId: string) {
  return useRevocableList<ShareSummary>({
    listPath: `/bins/${binId}/shares`,
    itemPath: ({ id }) => `/shares/${id}`,
    revokedWords: () => "The link is revoked: it opens nothing any more",
    notRevokedWords: "The link was not revoked",
  });
}
