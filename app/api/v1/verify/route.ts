import { json, readJson, route } from "#lib/http/route.ts";
import { verifyInputSchema } from "#lib/signatures/options.ts";
import { verify } from "#lib/signatures/verify.ts";

/** Stateless: nothing of the request or its secrets is stored or logged. */
export const POST = route(async (request) => {
  const { now, request: signed, ...rest } = await readJson(request, verifyInputSchema);
  const { bodyBase64, ...head } = signed;
  const body = Buffer.from(bodyBase64, "base64");
  const input = { ...rest, request: { ...head, body }, capturedAt: now ?? new Date() };
  return json(await verify(input));
});
