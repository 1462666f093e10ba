import { callerOf } from "#lib/auth/identity.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, noContent, route } from "#lib/http/route.ts";
import { requireOwnedRequest, requireReadableRequest } from "#lib/requests/access.ts";
import { updateRequestSchema } from "#lib/requests/input.ts";
import { deleteRequest, setPinned } from "#lib/requests/mutations.ts";
import { getRequest } from "#lib/requests/queries.ts";

type Params = { requestId: string };

export const GET = route<Params>(async (request, { requestId }) => {
  const { row, readable } = await requireReadableRequest(await callerOf(request), requestId);
  return json(await getRequest(row, readable));
});

export const PATCH = route<Params>(async (request, { requestId }) => {
  const bin = await requireOwnedRequest(await callerOf(request), requestId);
  const { pinned } = await readJson(request, updateRequestSchema);
  return json(await setPinned(bin, requestId, pinned));
});

export const DELETE = route<Params>(async (request, { requestId }) => {
  await deleteRequest(await requireOwnedRequest(await callerOf(request), requestId), requestId);
  return noContent();
});
