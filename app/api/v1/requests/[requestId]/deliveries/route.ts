import { callerOf } from "#lib/auth/identity.ts";
import { createDeliverySchema, idempotencyKeyOf } from "#lib/delivery/input.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { listDeliveries } from "#lib/delivery/queries.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { jsonBytesWithBody, readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { requireOwnedRequest, requireReadableRequest } from "#lib/requests/access.ts";

type Params = { requestId: string };

export const GET = route<Params>(async (request, { requestId }) => {
  await requireOwnedRequest(await callerOf(request), requestId);
  return json({ items: await listDeliveries(requestId) });
});

export const POST = route<Params>(async (request, { requestId }) => {
  const caller = await callerOf(request);
  await requireOwnedRequest(caller, requestId);
  const allowed = env().HOOKGLASS_RESENDS_PER_MINUTE;
  requireQuota(request, { noun: "resends", allowed, per: "minute" });
  const input = await readJson(request, createDeliverySchema, jsonBytesWithBody());
  const { row } = await requireReadableRequest(caller, requestId);
  const idempotencyKey = idempotencyKeyOf(request);
  const id = await createDelivery({ row, input, idempotencyKey, now: new Date() });
  return json({ id }, 202);
});
