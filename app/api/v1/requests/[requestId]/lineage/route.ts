import { callerOf } from "#lib/auth/identity.ts";
import { getLineage } from "#lib/delivery/lineage.ts";
import { json, route } from "#lib/http/route.ts";
import { requireOwnedRequest, requireReadableRequest } from "#lib/requests/access.ts";

export const GET = route<{ requestId: string }>(async (request, { requestId }) => {
  const caller = await callerOf(request);
  await requireOwnedRequest(caller, requestId);
  const { row } = await requireReadableRequest(caller, requestId);
  return json(await getLineage(row));
});
