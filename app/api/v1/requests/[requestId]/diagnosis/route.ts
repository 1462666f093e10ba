import { callerOf } from "#lib/auth/identity.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { requireOwnedRequest } from "#lib/requests/access.ts";
import { diagnoseRequest } from "#lib/requests/diagnose-request.ts";
import { diagnoseRequestSchema } from "#lib/requests/input.ts";

type Params = { requestId: string };

export const POST = route<Params>(async (request, { requestId }) => {
  const bin = await requireOwnedRequest(await callerOf(request), requestId);
  return json(
    await diagnoseRequest(bin, requestId, await readJson(request, diagnoseRequestSchema)),
  );
});
