import { callerOf } from "#lib/auth/identity.ts";
import { ownerCookie, ownerTokenOf } from "#lib/auth/owner-cookie.ts";
import { createBinSchema } from "#lib/bins/input.ts";
import { currentLimits } from "#lib/bins/limits.ts";
import { createBin } from "#lib/bins/mutations.ts";
import { listBins, summarizeBin } from "#lib/bins/queries.ts";
import { requireBinQuota } from "#lib/bins/quota.ts";
import { json, readJson, route } from "#lib/http/route.ts";

export const GET = route(async (request) =>
  json({ items: await listBins(await callerOf(request)) }),
);

export const POST = route(async (request) => {
  const input = await readJson(request, createBinSchema);
  const caller = await callerOf(request);
  requireBinQuota(request);
  const { bin, ownerToken } = await createBin(caller, input, ownerTokenOf(request));
  const { id, slug, captureUrl, inspectUrl, expiresAt, name } = summarizeBin(bin);
  const limits = currentLimits();
  return json({ id, slug, name, captureUrl, inspectUrl, ownerToken, expiresAt, limits }, 201, {
    "set-cookie": ownerCookie(ownerToken),
  });
});
