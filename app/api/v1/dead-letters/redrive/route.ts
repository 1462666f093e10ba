import { callerOf } from "#lib/auth/identity.ts";
import { listBinIds } from "#lib/bins/queries.ts";
import { redrive } from "#lib/delivery/change-state.ts";
import { redriveSchema } from "#lib/delivery/input.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

/** Of all the caller's bins. */
export const POST = route(async (request) => {
  const ids = await listBinIds(await callerOf(request));
  return json({ redriven: await redrive(ids, await readJson(request, redriveSchema)) });
});
