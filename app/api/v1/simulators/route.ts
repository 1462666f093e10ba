import { json, route } from "#lib/http/route.ts";
import { listProviders } from "#lib/simulators/catalogue.ts";

/** The same for everyone: what can be simulated, without the payloads. */
export const GET = route(async () => json({ items: listProviders() }));
