import { callerOf } from "#lib/auth/identity.ts";
import { noContent, route } from "#lib/http/route.ts";
import { revokeShare } from "#lib/sharing/mutations.ts";

export const DELETE = route<{ shareId: string }>(async (request, { shareId }) => {
  await revokeShare(await callerOf(request), shareId);
  return noContent();
});
