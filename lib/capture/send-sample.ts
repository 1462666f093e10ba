import type { OwnedBin } from "#lib/bins/access.ts";
import { setSignature } from "#lib/bins/mutations.ts";
import { getBinVerifier } from "#lib/bins/queries.ts";
import { AppError } from "#lib/errors.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { captureUrlOf } from "#lib/http/origin.ts";
import { newRequestId } from "#lib/ids.ts";
import { recheckInBackground } from "#lib/requests/recheck.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { BREAKAGE_LABELS } from "#lib/simulators/break-sample.ts";
import type { SampleSigner } from "#lib/simulators/schema.ts";
import { type SignedSample, signSample } from "#lib/simulators/sign-sample.ts";
import { postToBin } from "./post-to-bin.ts";
import { chosenSample, type SendSample } from "./sample-input.ts";
import { chooseSampleKey } from "./sample-key.ts";

/** A sample as a target of the user's is to get it. */
export type SampleForTarget = {
  url: string;
  method: string;
  headers: HeaderList;
  body: Uint8Array;
};

export type SampleOutcome = {
  /** Of the captured requests: two when the sample was sent twice. */
  requestIds: string[];
  /** What happened, in a sentence. */
  message: string;
  /** The same sample signed for the target's address; null without one. */
  forTarget: SampleForTarget | null;
};

const TEST_HEADERS: HeaderList = [
  ["Content-Type", "application/json"],
  ["User-Agent", "Hookglass-Test/1.0"],
];

/**
 * Sends a request to the bin through its real address, as a provider would. A signed sample is
 * signed with the bin's own secret when the bin checks that provider; a bin that checks nothing yet
 * is set to check it, with a new secret. For a target the sample is captured too, and signed once
 * more: some signatures cover the address. Throws `conflict` when it can't be signed.
 */
export async function sendSample(
  bin: OwnedBin,
  order: SendSample,
  target: string | null,
): Promise<SampleOutcome> {
  const chosen = chosenSample(order);
  return chosen ? sendSigned(bin, order, chosen, target) : sendTest(bin, target);
}

async function sendTest(bin: OwnedBin, target: string | null): Promise<SampleOutcome> {
  const text = JSON.stringify({ message: "Hello from Hookglass", sentAt: new Date() });
  const request = { method: "POST", headers: TEST_HEADERS, body: Buffer.from(text) };
  const requestId = await postToBin(bin.slug, { ...request, path: "/hello" });
  const forTarget = target === null ? null : { ...request, url: target };
  return { requestIds: [requestId], message: "Sent a test request", forTarget };
}

async function sendSigned(
  bin: OwnedBin,
  order: SendSample,
  chosen: NonNullable<ReturnType<typeof chosenSample>>,
  target: string | null,
): Promise<SampleOutcome> {
  const { provider, event } = chosen;
  const scheme = findScheme(provider.scheme);
  if (scheme === null) throw new AppError("conflict", `${provider.label} can't be signed here`);
  const { key, signer } = await chooseSampleKey(bin, scheme, order.secret);
  const { edits, breakage, id = newRequestId() } = order;
  const input = { provider, event, now: new Date(), id, edits, breakage };
  const address = captureUrlOf(bin.slug);
  const addressOf = (path: string) => address + path;

  const sample = signed(await signSample({ ...input, key, addressOf }));
  // The address that the bin is set to check stands for the bin, not for the target.
  const { url: _, ...options } = key.options ?? {};
  const forTarget =
    target === null
      ? null
      : signed(await signSample({ ...input, key: { ...key, options }, addressOf: () => target }));
  if (signer === "new_secret") {
    const setting = { scheme: scheme.id, secrets: [key.secret], options: key.options ?? {} };
    await setSignature(bin, setting);
    await recheckInBackground(bin.id);
  }

  const path = edits?.path ?? provider.path;
  const requestIds: string[] = [];
  for (let copy = 0; copy < sample.copies; copy += 1) {
    requestIds.push(await postToBin(bin.slug, { ...sample, path: withQueryOf(path, sample.url) }));
  }
  const what = `${provider.label}, ${event.label}`;
  const newKey = order.secret === undefined ? "a new secret" : "the secret given";
  const note = await explainSigner(bin, signer, {
    scheme: scheme.label,
    newKey: key.privateKey === undefined ? newKey : "a new key",
  });
  const broken = breakage ? ` Broken on purpose: ${BREAKAGE_LABELS[breakage].detail}` : "";
  return { requestIds, message: `Sent ${what}: ${note}.${broken}`, forTarget };
}

function signed(result: Awaited<ReturnType<typeof signSample>>): SignedSample {
  if (result.ok) return result.sample;
  throw new AppError("conflict", result.message);
}

/** Some schemes put their token into the query. */
function withQueryOf(path: string, url: string): string {
  const [start = path] = path.split("?");
  const query = url.indexOf("?");
  return query < 0 ? start : start + url.slice(query);
}

async function explainSigner(
  bin: OwnedBin,
  signer: SampleSigner,
  words: { scheme: string; newKey: string },
): Promise<string> {
  switch (signer) {
    case "bin_secret":
      return "signed as this bin checks it";
    case "new_secret":
      return `this bin now checks ${words.scheme}, with ${words.newKey}`;
    case "foreign_key":
      return "signed with another key than this bin checks with, so the check fails";
    case "other_scheme": {
      const { signature } = await getBinVerifier(bin);
      const other = signature ? (findScheme(signature.scheme)?.label ?? signature.scheme) : "";
      return `signed with a secret of its own; this bin checks ${other}, so the check fails`;
    }
  }
}
