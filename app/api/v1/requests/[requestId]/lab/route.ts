import { callerOf } from "#lib/auth/identity.ts";
import { createLabSchema } from "#lib/delivery/input.ts";
import { startLab } from "#lib/delivery/lab.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { requireOwnedRequest, requireReadableRequest } from "#lib/requests/access.ts";

export const POST = route<{ requestId: string }>(async (request, { requestId }) => {
  const caller = await callerOf(request);
  await requireOwnedRequest(caller, requestId);
  const { row } = await requireReadableRequest(caller, requestId);
  const input = await readJson(request, createLabSchema);
  const allowed = env().HOOKGLASS_RESENDS_PER_MINUTE;
  requireQuota(request, { noun: "resends", allowed, per: "minute" });
  return json({ id: await startLab(row, input) }, 202);
});
