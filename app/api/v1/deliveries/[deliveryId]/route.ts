import { callerOf } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { getDelivery } from "#lib/delivery/queries.ts";
import { AppError } from "#lib/errors.ts";
import { json, route } from "#lib/http/route.ts";

type Params = { deliveryId: string };

export const GET = route<Params>(async (request, { deliveryId }) => {
  const delivery = await getDelivery(deliveryId);
  const bin = delivery && (await findOwnedBin(await callerOf(request), delivery.binId));
  if (!bin) throw new AppError("not_found", "There is no such delivery, or it is not yours");
  return json(delivery);
});
