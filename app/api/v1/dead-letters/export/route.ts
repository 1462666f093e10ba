import { callerOf } from "#lib/auth/identity.ts";
import { listBins } from "#lib/bins/queries.ts";
import { deadLetterDownload } from "#lib/delivery/export-dead-letters.ts";
import { route } from "#lib/http/route.ts";

/** Of all the caller's bins, as JSON lines. */
export const GET = route(async (request) => {
  const bins = await listBins(await callerOf(request));
  const ids = bins.map(({ id }) => id);
  return deadLetterDownload(ids, "dead-letters.jsonl");
});
