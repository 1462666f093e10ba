import { checkHealth } from "#lib/health.ts";
import { json, route } from "#lib/http/route.ts";

export const GET = route(async () => {
  const health = await checkHealth();
  return json(health, health.status === "ok" ? 200 : 503);
});
