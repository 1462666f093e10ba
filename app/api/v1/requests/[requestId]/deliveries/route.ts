import { callerOf } from "#lib/auth/identity.ts";
import { requireDeliveryQuota } from "#lib/delivery/delivery-quota.ts";
import { createDeliverySchema, idempotencyKeyOf } from "#lib/delivery/input.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { listDeliveries } from "#lib/delivery/queries.ts";
import { json, readJson, route } from "#lib/http/route.ts";
import { requireOwnedRequest, requireReadableRequest } from "#lib/requests/access.ts";

type Params = { requestId: string };

export const GET = route<Params>(async (request, { requestId }) => {
  await requireOwnedRequest(await callerOf(request), requestId);
  return json({ items: await listDeliveries(requestId) });
});

export const POST = route<Params>(async (request, { requestId }) => {
  const caller = await callerOf(request);
  await requireOwnedRequest(caller, requestId);
  const { row } = await requireReadableRequest(caller, requestId);
  const input = await readJson(request, createDeliverySchema);
  requireDeliveryQuota(request, 1);
  const idempotencyKey = idempotencyKeyOf(request);
  const id = await createDelivery({ row, input, idempotencyKey, now: new Date() });
  return json({ id }, 202);
});
