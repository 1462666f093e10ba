import { callerOf } from "#lib/auth/identity.ts";
import { ownerCookie, ownerTokenOf } from "#lib/auth/owner-cookie.ts";
import { createBinSchema } from "#lib/bins/input.ts";
import { currentLimits } from "#lib/bins/limits.ts";
import { createBin } from "#lib/bins/mutations.ts";
import { listBins, summarizeBin } from "#lib/bins/queries.ts";
import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";

export const GET = route(async (request) =>
  json({ items: await listBins(await callerOf(request)) }),
);

export const POST = route(async (request) => {
  const input = await readJson(request, createBinSchema);
  const caller = await callerOf(request);
  const allowed = env().HOOKGLASS_NEW_BINS_PER_HOUR;
  requireQuota(request, { noun: "new bins", allowed, per: "hour" });
  const { bin, ownerToken } = await createBin(caller, input, ownerTokenOf(request));
  const { id, slug, captureUrl, inspectUrl, expiresAt, name } = summarizeBin(bin);
  const limits = currentLimits();
  const created = { id, slug, name, captureUrl, inspectUrl, ownerToken, expiresAt, limits };
  return json(created, 201, ownerToken === null ? {} : { "set-cookie": ownerCookie(ownerToken) });
});
