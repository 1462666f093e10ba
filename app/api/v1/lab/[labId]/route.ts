import { callerOf } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { requireOwnedBatch } from "#lib/delivery/access.ts";
import { cancelBatch } from "#lib/delivery/batches.ts";
import { getLabRun } from "#lib/delivery/lab.ts";
import { json, noContent, route } from "#lib/http/route.ts";

type Params = { labId: string };

async function ownedBatch(request: Request, id: string) {
  const caller = await callerOf(request);
  return requireOwnedBatch((binId) => findOwnedBin(caller, binId), id, "lab");
}

export const GET = route<Params>(async (request, { labId }) =>
  json(await getLabRun(await ownedBatch(request, labId))),
);

/** Cancels what is left of it. */
export const DELETE = route<Params>(async (request, { labId }) => {
  await cancelBatch(await ownedBatch(request, labId));
  return noContent();
});
