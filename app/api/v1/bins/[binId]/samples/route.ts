import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { sendSample, sendSampleSchema } from "#lib/capture/send-sample.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

export const POST = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const { kind } = await readJson(request, sendSampleSchema);
  return json(await sendSample(bin, kind), 201);
});
