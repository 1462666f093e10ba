import { env } from "#lib/env.ts";
import { requireQuota } from "#lib/http/quota.ts";
import { jsonBytesWithBody, readJson } from "#lib/http/read-json.ts";
import { json, route } from "#lib/http/route.ts";
import { verifyInputSchema } from "#lib/signatures/options.ts";
import { verify } from "#lib/signatures/verify.ts";

/** Stateless: nothing of the request or its secrets is stored or logged. */
export const POST = route(async (request) => {
  const allowed = env().HOOKGLASS_CHECKS_PER_MINUTE;
  requireQuota(request, { noun: "signature checks", allowed, per: "minute" });
  const read = await readJson(request, verifyInputSchema, jsonBytesWithBody());
  const { now, request: signed, ...rest } = read;
  const { bodyBase64, ...head } = signed;
  const body = Buffer.from(bodyBase64, "base64");
  const input = { ...rest, request: { ...head, body }, capturedAt: now ?? new Date() };
  return json(await verify(input));
});
