import { callerOf } from "#lib/auth/identity.ts";
import { noContent, route } from "#lib/http/route.ts";
import { revokeApiToken } from "#lib/tokens/mutations.ts";

export const DELETE = route<{ tokenId: string }>(async (request, { tokenId }) => {
  await revokeApiToken(await callerOf(request), tokenId);
  return noContent();
});
