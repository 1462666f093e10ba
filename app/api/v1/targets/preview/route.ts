import { previewSchedule } from "#lib/delivery/retry-schedule.ts";
import { previewSchema } from "#lib/delivery/target-input.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

/** Draws a retry schedule before it is saved. */
export const POST = route(async (request) => {
  const { retry } = await readJson(request, previewSchema);
  return json(previewSchedule(retry));
});
