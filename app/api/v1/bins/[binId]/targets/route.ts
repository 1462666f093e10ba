import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { listRecentTargets } from "#lib/delivery/queries.ts";
import { createTargetSchema } from "#lib/delivery/target-input.ts";
import { createTarget, listTargets } from "#lib/delivery/targets.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

type Params = { binId: string };

/** `items` are addresses used by hand, `targets` the saved ones. */
export const GET = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const [items, targets] = await Promise.all([listRecentTargets(bin.id), listTargets(bin.id)]);
  return json({ items, targets });
});

export const POST = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return json(await createTarget(bin, await readJson(request, createTargetSchema)), 201);
});
