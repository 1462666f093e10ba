import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { applySettingChange } from "#lib/bins/apply-setting-change.ts";
import { settingChangeSchema } from "#lib/bins/input.ts";
import { removeSignature, setSignature } from "#lib/bins/mutations.ts";
import { getBinDetail } from "#lib/bins/queries.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { recheckInBackground } from "#lib/requests/recheck.ts";
import { signatureChangeSchema } from "#lib/signatures/options.ts";

type Params = { binId: string };

export const PUT = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return recheckedBin(await setSignature(bin, await readJson(request, signatureChangeSchema)));
});

export const PATCH = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return recheckedBin(await applySettingChange(bin, await readJson(request, settingChangeSchema)));
});

export const DELETE = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return recheckedBin(await removeSignature(bin));
});

type ChangedBin = Awaited<ReturnType<typeof setSignature>>;

async function recheckedBin(bin: ChangedBin): Promise<Response> {
  await recheckInBackground(bin.id);
  return json(await getBinDetail(bin));
}
