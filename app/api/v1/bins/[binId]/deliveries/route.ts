import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { listDeliveriesSchema } from "#lib/delivery/input.ts";
import { listBinDeliveries } from "#lib/delivery/queries.ts";
import { parseInput } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

export const GET = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { state, ...filter } = parseInput(listDeliveriesSchema, query);
  return json(await listBinDeliveries([bin.id], { ...filter, states: state }));
});
