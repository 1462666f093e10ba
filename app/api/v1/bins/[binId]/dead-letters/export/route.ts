import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { deadLetterDownload } from "#lib/delivery/export-dead-letters.ts";
import { route } from "#lib/http/route.ts";

/** JSON lines, as a download. */
export const GET = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return deadLetterDownload([bin.id], `dead-letters-${bin.id}.jsonl`);
});
