import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { previewSample } from "#lib/capture/preview-sample.ts";
import { json, route } from "#lib/http/route.ts";

type Params = { provider: string; event: string };

export const GET = route<Params>(async (request, { provider, event }) => {
  const binId = new URL(request.url).searchParams.get("binId");
  const bin = binId === null ? null : await requireOwnedBin(await callerOf(request), binId);
  return json(await previewSample(provider, event, bin));
});
