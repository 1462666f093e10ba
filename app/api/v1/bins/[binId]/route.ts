import { callerOf } from "#lib/auth/identity.ts";
import { requireFullyOwnedBin, requireOwnedBin, requireReadableBin } from "#lib/bins/access.ts";
import { updateBinSchema } from "#lib/bins/input.ts";
import { deleteBin, updateBin } from "#lib/bins/mutations.ts";
import { getBinDetail, getSharedBin } from "#lib/bins/queries.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, noContent, route } from "#lib/http/route.ts";

type Params = { binId: string };

export const GET = route<Params>(async (request, { binId }) => {
  const { bin, share } = await requireReadableBin(await callerOf(request), binId);
  return json(share ? await getSharedBin(bin) : await getBinDetail(bin));
});

export const PATCH = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const change = await readJson(request, updateBinSchema);
  return json(await getBinDetail(await updateBin(bin, change)));
});

export const DELETE = route<Params>(async (request, { binId }) => {
  await deleteBin(await requireFullyOwnedBin(await callerOf(request), binId));
  return noContent();
});
