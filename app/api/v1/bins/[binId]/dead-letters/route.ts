import { callerOf } from "#lib/auth/identity.ts";
import { requireOwnedBin } from "#lib/bins/access.ts";
import { listDeadLetters } from "#lib/delivery/dead-letters.ts";
import { deadLettersSchema } from "#lib/delivery/input.ts";
import { parseInput } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

export const GET = route<{ binId: string }>(async (request, { binId }) => {
  const bin = await requireOwnedBin(await callerOf(request), binId);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return json(await listDeadLetters([bin.id], parseInput(deadLettersSchema, query)));
});
