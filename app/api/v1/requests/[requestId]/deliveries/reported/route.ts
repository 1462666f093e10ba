import { callerOf } from "#lib/auth/identity.ts";
import { idempotencyKeyOf } from "#lib/delivery/input.ts";
import { reportDelivery } from "#lib/delivery/report-delivery.ts";
import { MAX_REPORT_BYTES, reportDeliverySchema } from "#lib/delivery/reported-input.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { requireOwnedRequest } from "#lib/requests/access.ts";

/** What a sender that is not this server did: the command line, or the page itself. */
export const POST = route<{ requestId: string }>(async (request, { requestId }) => {
  const { id: binId } = await requireOwnedRequest(await callerOf(request), requestId);
  const allowed = env().HOOKGLASS_DELIVERIES_PER_MINUTE;
  requireQuota(request, { noun: "reports", allowed, per: "minute" });
  const report = await readJson(request, reportDeliverySchema, MAX_REPORT_BYTES);
  const idempotencyKey = idempotencyKeyOf(request);
  const input = { requestId, binId, report, idempotencyKey, now: new Date() };
  return json({ id: await reportDelivery(input) }, 201);
});
