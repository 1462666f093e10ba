import { callerOf } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { requireOwnedBatch } from "#lib/delivery/access.ts";
import { cancelBatch, getResend } from "#lib/delivery/batches.ts";
import { json, noContent, route } from "#lib/http/route.ts";

type Params = { resendId: string };

async function ownedBatch(request: Request, id: string) {
  const caller = await callerOf(request);
  return requireOwnedBatch((binId) => findOwnedBin(caller, binId), id, "resend");
}

export const GET = route<Params>(async (request, { resendId }) =>
  json(await getResend(await ownedBatch(request, resendId))),
);

/** Cancels what is left of it. */
export const DELETE = route<Params>(async (request, { resendId }) => {
  await cancelBatch(await ownedBatch(request, resendId));
  return noContent();
});
