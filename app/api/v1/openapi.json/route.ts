import { describeServer } from "#lib/api-description/server-description.ts";
import { cacheableJson } from "#lib/http/cacheable-json.ts";
import { route } from "#lib/http/route.ts";

/** The same for everyone: this API, as OpenAPI 3.1. */
export const GET = route(async (request) => cacheableJson(request, describeServer()));
