import { useRevocableList } from "#components/shell/use-revocable-list.ts";
import type { ApiTokenSummary } from "#lib/tokens/schema.ts";

/** A bin's API tokens. */
export function useApiTokens(binId: string) {
  return useRevocableList<ApiTokenSummary>({
    listPath: `/bins/${binId}/tokens`,
    itemPath: ({ id }) => `/tokens/${id}`,
    revokedWords: ({ name }) => `${name} is revoked: it opens nothing any more`,
    notRevokedWords: "The token was not revoked",
  });
}
