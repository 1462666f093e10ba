import { expect, test } from "vitest";
import type { VerificationCause, VerificationStatus } from "#lib/signatures/schema.ts";
import { findScheme } from "#lib/signatures/schemes.ts";
import { verify } from "#lib/signatures/verify.ts";
import { type Breakage, breakagesOf } from "#lib/simulators/break-sample.ts";
import { PROVIDERS } from "#lib/simulators/catalogue.ts";
import type { SampleEvent, SampleProvider } from "#lib/simulators/provider.ts";
import { signSample } from "#lib/simulators/sign-sample.ts";
import { newKey } from "./sample-keys.ts";

const NOW = new Date("2026-03-14T08:09:10.123Z");
const ID = "019cf3a2-7c1d-7e55-b3aa-9d20c1f4e6b8";

const SAMPLES = PROVIDERS.flatMap((provider) =>
  provider.events.map((event) => ({ name: `${provider.id} ${event.id}`, provider, event })),
);

async function judge(provider: SampleProvider, event: SampleEvent, breakage?: Breakage) {
  const key = await newKey(provider.scheme);
  const addressOf = (path: string) => `https://hooks.example/in/slug${path}`;
  const signed = await signSample({ provider, event, now: NOW, id: ID, key, addressOf, breakage });
  if (!signed.ok) throw new Error(signed.message);
  const { sample } = signed;
  const { status, cause } = await verify({
    scheme: provider.scheme,
    secrets: [key.secret],
    request: sample,
    capturedAt: NOW,
  });
  return { sample, status, cause };
}

function rightStatus(provider: SampleProvider): VerificationStatus {
  return findScheme(provider.scheme)?.alg === "equal" ? "authenticated" : "verified";
}

/** What the engine says of each breakage; null: the signature still holds. */
function expectedCause(provider: SampleProvider, breakage: Breakage): VerificationCause | null {
  const scheme = findScheme(provider.scheme);
  switch (breakage) {
    case "wrong_signature":
    case "reserialized":
      return "signature_mismatch";
    case "missing_signature":
      return "missing_header";
    case "stale": {
      const isJudged =
        scheme && scheme.alg !== "equal" && scheme.timestamp?.toleranceSeconds !== undefined;
      return isJudged ? "timestamp_out_of_tolerance" : null;
    }
    case "duplicate":
      return null;
  }
}

test("at least 40 providers and 80 kinds of events can be simulated", () => {
  expect(PROVIDERS.length).toBeGreaterThanOrEqual(40);
  expect(SAMPLES.length).toBeGreaterThanOrEqual(80);
});

test.each(SAMPLES)("$name: the signature is right", async ({ provider, event }) => {
  const { sample, status, cause } = await judge(provider, event);
  expect({ status, cause }).toEqual({ status: rightStatus(provider), cause: null });
  expect(sample.copies).toBe(1);
});

const BROKEN = SAMPLES.flatMap((sample) => {
  const scheme = findScheme(sample.provider.scheme);
  return (scheme ? breakagesOf(scheme) : []).map((breakage) => ({ ...sample, breakage }));
});

test.each(BROKEN)("$name, $breakage: the cause is found", async ({ provider, event, breakage }) => {
  const { sample, status, cause } = await judge(provider, event, breakage);
  const expected = expectedCause(provider, breakage);
  expect({ status, cause }).toEqual({
    status: expected === null ? rightStatus(provider) : "failed",
    cause: expected,
  });
  expect(sample.copies).toBe(breakage === "duplicate" ? 2 : 1);
});

test("every scheme with a provider can be broken in at least three ways", () => {
  for (const { scheme } of PROVIDERS) {
    const row = findScheme(scheme);
    expect(row && breakagesOf(row).length, scheme).toBeGreaterThanOrEqual(3);
  }
});
