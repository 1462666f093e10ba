import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { listTargets } from "#lib/delivery/queries.ts";
import { json, route } from "#lib/http/route.ts";

export const GET = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return json({ items: await listTargets(bin.id) });
});
