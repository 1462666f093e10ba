import { callerOf } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { requireOwnedDelivery } from "#lib/delivery/access.ts";
import { retryNow } from "#lib/delivery/change-state.ts";
import { getDelivery } from "#lib/delivery/queries.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { json, route } from "#lib/http/route.ts";

type Params = { deliveryId: string };

export const POST = route<Params>(async (request, { deliveryId }) => {
  const caller = await callerOf(request);
  const delivery = await requireOwnedDelivery((id) => findOwnedBin(caller, id), deliveryId);
  const allowed = env().HOOKGLASS_RESENDS_PER_MINUTE;
  requireQuota(request, { noun: "resends", allowed, per: "minute" });
  await retryNow(delivery);
  return json(await getDelivery(delivery.id));
});
