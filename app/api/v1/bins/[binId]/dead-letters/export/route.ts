import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { exportDeadLetters } from "#lib/delivery/dead-letters.ts";
import { route } from "#lib/http/route.ts";

/** JSON lines, as a download. */
export const GET = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  return new Response(exportDeadLetters(bin.id), {
    headers: {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="dead-letters-${bin.id}.jsonl"`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
});
