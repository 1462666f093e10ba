import { callerOf } from "#lib/auth/identity.ts";
import { listBinIds } from "#lib/bins/queries.ts";
import { deadLetterDownload } from "#lib/delivery/export-dead-letters.ts";
import { route } from "#lib/http/route.ts";

/** Of all the caller's bins, as JSON lines. */
export const GET = route(async (request) => {
  const ids = await listBinIds(await callerOf(request));
  return deadLetterDownload(ids, "dead-letters.jsonl");
});
