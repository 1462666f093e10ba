import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { redrive } from "#lib/delivery/change-state.ts";
import { redriveSchema } from "#lib/delivery/input.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

export const POST = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return json({ redriven: await redrive([bin.id], await readJson(request, redriveSchema)) });
});
