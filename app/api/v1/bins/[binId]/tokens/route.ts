import { callerOf } from "#lib/auth/identity.ts";
import { requireFullyOwnedBin } from "#lib/bins/access.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { createApiTokenSchema } from "#lib/tokens/input.ts";
import { createApiToken } from "#lib/tokens/mutations.ts";
import { listApiTokens } from "#lib/tokens/queries.ts";

type Params = { binId: string };

export const GET = route<Params>(async (request, { binId }) => {
  const bin = await requireFullyOwnedBin(await callerOf(request), binId);
  return json({ items: await listApiTokens(bin) });
});

export const POST = route<Params>(async (request, { binId }) => {
  const bin = await requireFullyOwnedBin(await callerOf(request), binId);
  return json(await createApiToken(bin, await readJson(request, createApiTokenSchema)), 201);
});
