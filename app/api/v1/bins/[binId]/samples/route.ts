import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { orderSampleSchema } from "#lib/capture/sample-input.ts";
import { sendSample } from "#lib/capture/send-sample.ts";
import { deliverSample } from "#lib/delivery/deliver-sample.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { jsonBytesWithBody, readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { requireReadableRequest } from "#lib/requests/access.ts";
import type { SampleSent } from "#lib/simulators/schema.ts";

export const POST = route<{ binId: string }>(async (request, { binId }) => {
  const caller = await callerOf(request);
  const bin = await requireOwnedBin(caller, binId);
  const { target = null, ...order } = await readJson(
    request,
    orderSampleSchema,
    jsonBytesWithBody(),
  );
  if (target !== null) {
    const allowed = env().HOOKGLASS_RESENDS_PER_MINUTE;
    requireQuota(request, { noun: "resends", allowed, per: "minute" });
  }
  const { requestIds, message, forTarget } = await sendSample(bin, order, target);
  const captured = await Promise.all(requestIds.map((id) => requireReadableRequest(caller, id)));
  const rows = captured.map(({ row }) => row);
  const deliveryIds = forTarget ? await deliverSample(rows, forTarget) : [];
  const [requestId = ""] = requestIds;
  return json({ requestId, requestIds, message, deliveryIds } satisfies SampleSent, 201);
});
