import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { createResend } from "#lib/delivery/batches.ts";
import { requireDeliveryQuota } from "#lib/delivery/delivery-quota.ts";
import { createResendSchema } from "#lib/delivery/input.ts";
import { json, readJson, route } from "#lib/http/route.ts";

export const POST = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const input = await readJson(request, createResendSchema);
  requireDeliveryQuota(request, input.targetIds.length);
  return json({ id: await createResend(bin, input) }, 202);
});
