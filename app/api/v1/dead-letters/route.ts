import { callerOf } from "#lib/auth/identity.ts";
import { listBinIds } from "#lib/bins/queries.ts";
import { listDeadLetters } from "#lib/delivery/dead-letters.ts";
import { deadLettersSchema } from "#lib/delivery/input.ts";
import { parseInput } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

/** Of all the caller's bins. */
export const GET = route(async (request) => {
  const ids = await listBinIds(await callerOf(request));
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return json(await listDeadLetters(ids, parseInput(deadLettersSchema, query)));
});
