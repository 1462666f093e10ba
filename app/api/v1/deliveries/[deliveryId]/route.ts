import { callerOf } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { requireOwnedDelivery } from "#lib/delivery/access.ts";
import { json, route } from "#lib/http/route.ts";

type Params = { deliveryId: string };

export const GET = route<Params>(async (request, { deliveryId }) => {
  const caller = await callerOf(request);
  return json(await requireOwnedDelivery((binId) => findOwnedBin(caller, binId), deliveryId));
});
