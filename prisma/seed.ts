/**
 * `npm run seed`: sends varied, realistic requests through the real capture door of a running server.
 *
 *   npm run seed                       to two new bins on http://127.0.0.1:3000
 *   npm run seed -- http://host:4000   to two new bins there
 *   npm run seed -- <capture URL>      to the bin that you have open
 */
import { z } from "zod";
import { bodyRequests } from "./seed/body-requests.ts";
import type { SeedRequest } from "./seed/seed-request.ts";
import { sendRequest } from "./seed/send-request.ts";
import { providerRequests, SECRETS, stripeRequests } from "./seed/signed-requests.ts";
import { wireRequests } from "./seed/wire-requests.ts";

const DEFAULT_ORIGIN = "http://127.0.0.1:3000";

const binSchema = z.object({ id: z.string(), captureUrl: z.url(), ownerToken: z.string() });
const shareSchema = z.object({ url: z.url() });

const given = process.argv[2] ?? DEFAULT_ORIGIN;
const target = URL.parse(given);
if (!target || !/^https?:$/.test(target.protocol)) {
  fail(`“${given}” is no address: give a server's, such as ${DEFAULT_ORIGIN}, or a capture URL`);
}

try {
  if (isCaptureUrl(target)) await seedBin(target.href, await mixedRequests());
  else await seedNewBins(target.origin);
  console.log("\nThe samples are signed with these secrets; set one on a bin to see it checked:");
  for (const [scheme, secret] of Object.entries(SECRETS)) {
    console.log(`  ${scheme.padEnd(20)}${secret}`);
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  fail(
    isUnreachable(error)
      ? `No Hookglass answers at ${target.origin}. Start it with \`npm start\`, or name another: npm run seed -- <address>`
      : reason,
  );
}

/** `…/in/<slug>`, or the form that has the slug as the first part of the host's name. */
function isCaptureUrl({ pathname, hostname }: URL): boolean {
  return pathname.startsWith("/in/") || /^[a-z2-7]{26}\./.test(hostname);
}

async function mixedRequests(): Promise<SeedRequest[]> {
  return [...wireRequests(), ...bodyRequests(), ...(await providerRequests())];
}

async function seedNewBins(origin: string): Promise<void> {
  const mixed = await createBin(origin, null, { name: "Samples" });
  await seedBin(mixed.captureUrl, await mixedRequests());
  const signature = { scheme: "stripe", secrets: [SECRETS.stripe] };
  const stripe = await createBin(origin, mixed.ownerToken, { name: "Signed by Stripe", signature });
  await seedBin(stripe.captureUrl, await stripeRequests());
  console.log(
    "\nOpen them (read-only; to fill a bin of yours: npm run seed -- <its capture URL>):",
  );
  for (const { name, bin } of [
    { name: "Samples", bin: mixed },
    { name: "Signed by Stripe", bin: stripe },
  ]) {
    const created = await callApi(`${origin}/api/v1/bins/${bin.id}/shares`, bin.ownerToken, {});
    console.log(`  ${name.padEnd(20)}${shareSchema.parse(created).url}`);
  }
}

async function createBin(origin: string, ownerToken: string | null, input: object) {
  return binSchema.parse(await callApi(`${origin}/api/v1/bins`, ownerToken, input));
}

async function callApi(url: string, token: string | null, input: object): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(input),
  });
  const answer = await response.text();
  if (response.ok) return JSON.parse(answer);
  throw new Error(`POST ${url} was answered ${response.status}: ${messageOf(answer)}`);
}

async function seedBin(captureUrl: string, requests: SeedRequest[]): Promise<void> {
  for (const request of requests) {
    const { status, answer } = await sendRequest(captureUrl, request);
    if (status >= 300) {
      throw new Error(
        `${request.method} ${captureUrl} was answered ${status}: ${messageOf(answer)}`,
      );
    }
  }
  console.log(`Sent ${requests.length} requests to ${captureUrl}`);
}

function messageOf(answer: string): string {
  return /"message":"([^"]+)"/.exec(answer)?.[1] ?? "no reason was given";
}

/** An error of fetch or of a socket, not one of ours. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && "code" in error);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
