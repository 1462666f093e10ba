import { readJson } from "#lib/http/read-json.ts";
import { noContent, route } from "#lib/http/route.ts";
import { unlockSchema } from "#lib/sharing/input.ts";
import { unlockShare } from "#lib/sharing/mutations.ts";

export const POST = route(async (request) => {
  const cookie = await unlockShare(await readJson(request, unlockSchema));
  return noContent({ "set-cookie": cookie });
});
