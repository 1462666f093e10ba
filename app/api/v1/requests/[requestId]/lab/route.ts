import { callerOf } from "#lib/auth/identity.ts";
import { requireDeliveryQuota } from "#lib/delivery/delivery-quota.ts";
import { createLabSchema } from "#lib/delivery/input.ts";
import { startLab } from "#lib/delivery/lab.ts";
import { json, readJson, route } from "#lib/http/route.ts";
import { requireOwnedRequest, requireReadableRequest } from "#lib/requests/access.ts";

export const POST = route<{ requestId: string }>(async (request, { requestId }) => {
  const caller = await callerOf(request);
  await requireOwnedRequest(caller, requestId);
  const { row } = await requireReadableRequest(caller, requestId);
  const input = await readJson(request, createLabSchema);
  requireDeliveryQuota(request, input.times);
  return json({ id: await startLab(row, input) }, 202);
});
