import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import type { OwnedBin } from "#lib/bins/access.ts";
import { setSignature } from "#lib/bins/mutations.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { AppError } from "#lib/errors.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { listeningOrigin } from "#lib/http/origin.ts";
import { newRequestId } from "#lib/ids.ts";
import { recheckInBackground } from "#lib/requests/recheck.ts";
import { type SampleKind, sampleRequest } from "#lib/signatures/samples.ts";
import { sign } from "#lib/signatures/sign.ts";

/** `POST /bins/:id/samples`. */
export const sendSampleSchema = z.strictObject({
  kind: z.enum(["test", "github", "stripe"], "must be test, github or stripe"),
});

type Outgoing = { method: string; path: string; headers: HeaderList; body: string };

/**
 * Sends a request to the bin through its real address, as a provider would. A signed sample is
 * signed with the bin's own secret when the bin checks that provider; a bin that checks nothing yet
 * is set to check it, with a new secret.
 */
export async function sendSample(
  bin: OwnedBin,
  kind: "test" | SampleKind,
): Promise<{ requestId: string; message: string }> {
  if (kind === "test") {
    const requestId = await send(bin.slug, testRequest());
    return { requestId, message: "Sent a test request" };
  }
  const now = new Date();
  const id = newRequestId();
  const sample = sampleRequest(kind, { now, id });
  const { secret, note } = await chooseSecret(bin, kind);
  const signedRequest = {
    method: sample.method,
    url: `${listeningOrigin()}/in/${bin.slug}${sample.path}`,
    headers: sample.headers,
    body: new TextEncoder().encode(sample.body),
  };
  const signed = await sign({ scheme: kind, secret, request: signedRequest, now, id });
  if (!signed.ok) throw new AppError("conflict", signed.message);
  const requestId = await send(bin.slug, {
    ...sample,
    headers: [...sample.headers, ...signed.headers],
  });
  return { requestId, message: note };
}

async function chooseSecret(
  bin: OwnedBin,
  kind: SampleKind,
): Promise<{ secret: string; note: string }> {
  const { signature } = await getBinVerifier(bin);
  const [secret] = signature?.scheme === kind ? signature.secrets : [];
  if (secret !== undefined) return { secret, note: "Sent a sample signed with this bin's secret" };
  const made = `sample_${randomBytes(24).toString("base64url")}`;
  if (signature === null) {
    recheckInBackground(await setSignature(bin, { scheme: kind, secrets: [made], options: {} }));
    return {
      secret: made,
      note: "Sent a sample; this bin now checks its signature with a new secret",
    };
  }
  return {
    secret: made,
    note: `Sent a sample with a secret of its own; this bin checks ${signature.scheme}, so the check fails`,
  };
}

function testRequest(): Outgoing {
  const body = { message: "Hello from Hookglass", sentAt: new Date().toISOString() };
  return {
    method: "POST",
    path: "/hello",
    headers: [
      ["Content-Type", "application/json"],
      ["User-Agent", "Hookglass-Test/1.0"],
    ],
    body: JSON.stringify(body),
  };
}

const answerSchema = z.object({ id: z.string() });

/** With node:http, which sends these headers and no others of its own, as a provider would. */
async function send(slug: string, outgoing: Outgoing): Promise<string> {
  const { method, path, headers, body } = outgoing;
  const address = new URL(`${listeningOrigin()}/in/${slug}${path}`);
  const length = String(Buffer.byteLength(body));
  const sent = request(address, {
    method,
    headers: [["Host", address.host], ...headers, ["Content-Length", length]].flat(),
  });
  sent.end(body);
  const response = await answerTo(sent);
  const answer = answerSchema.safeParse(await json(response).catch(() => null));
  if (answer.success) return answer.data.id;
  const code = response.statusCode === 429 ? "rate_limited" : "unavailable";
  throw new AppError(code, `The bin answered the sample with ${response.statusCode}`);
}

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = await once(sent, "response");
  return response;
}
