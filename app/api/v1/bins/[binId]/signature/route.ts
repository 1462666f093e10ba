import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { removeSignature, setSignature } from "#lib/bins/mutations.ts";
import { getBinDetail } from "#lib/bins/queries.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { recheckInBackground } from "#lib/requests/recheck.ts";
import { signatureSettingSchema } from "#lib/signatures/options.ts";

type Params = { binId: string };

export const PUT = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const changed = await setSignature(bin, await readJson(request, signatureSettingSchema));
  recheckInBackground(changed);
  return json(await getBinDetail(changed));
});

export const DELETE = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const changed = await removeSignature(bin);
  recheckInBackground(changed);
  return json(await getBinDetail(changed));
});
