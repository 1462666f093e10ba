import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { createResend } from "#lib/delivery/batches.ts";
import { createResendSchema } from "#lib/delivery/input.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

export const POST = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const input = await readJson(request, createResendSchema);
  const allowed = env().HOOKGLASS_RESENDS_PER_MINUTE;
  requireQuota(request, { noun: "resends", allowed, per: "minute" });
  return json({ id: await createResend(bin, input) }, 202);
});
