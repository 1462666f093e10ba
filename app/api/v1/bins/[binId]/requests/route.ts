import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin, requireReadableBin } from "#lib/bins/access.ts";
import { parseInput } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { clearSchema, listSchema } from "#lib/requests/input.ts";
import { clearRequests } from "#lib/requests/mutations.ts";
import { listRequests } from "#lib/requests/queries.ts";

type Params = { binId: string };

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

export const GET = route<Params>(async (request, { binId }) => {
  const { share } = await requireReadableBin(await callerOf(request), binId);
  const query = parseInput(listSchema, queryOf(request));
  return json(await listRequests({ binId, ...query, share }));
});

export const DELETE = route<Params>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const { pinned } = parseInput(clearSchema, queryOf(request));
  return json({ deleted: await clearRequests(bin, pinned) });
});
