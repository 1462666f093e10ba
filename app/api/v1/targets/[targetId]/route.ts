import { callerOf } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { requireOwnedTarget } from "#lib/delivery/access.ts";
import { updateTargetSchema } from "#lib/delivery/target-input.ts";
import { deleteTarget, updateTarget } from "#lib/delivery/targets.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, noContent, route } from "#lib/http/route.ts";

type Params = { targetId: string };

async function ownedBin(request: Request, targetId: string) {
  const caller = await callerOf(request);
  return requireOwnedTarget((binId) => findOwnedBin(caller, binId), targetId);
}

export const PATCH = route<Params>(async (request, { targetId }) => {
  const bin = await ownedBin(request, targetId);
  return json(await updateTarget(bin, targetId, await readJson(request, updateTargetSchema)));
});

export const DELETE = route<Params>(async (request, { targetId }) => {
  await deleteTarget(await ownedBin(request, targetId), targetId);
  return noContent();
});
