import { callerOf } from "#lib/auth/identity.ts";
import { requireFullyOwnedBin } from "#lib/bins/access.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { createShareSchema } from "#lib/sharing/input.ts";
import { createShare } from "#lib/sharing/mutations.ts";
import { listShares } from "#lib/sharing/queries.ts";

type Params = { binId: string };

export const GET = route<Params>(async (request, { binId }) => {
  const bin = await requireFullyOwnedBin(await callerOf(request), binId);
  return json({ items: await listShares(bin) });
});

export const POST = route<Params>(async (request, { binId }) => {
  const bin = await requireFullyOwnedBin(await callerOf(request), binId);
  return json(await createShare(bin, await readJson(request, createShareSchema)), 201);
});
