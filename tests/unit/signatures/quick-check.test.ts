import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hmacNow } from "#lib/requests/node-digests.ts";
import { prepareQuickCheck } from "#lib/signatures/quick-check.ts";
import { verify } from "#lib/signatures/verify.ts";
import { loadVectors } from "./vectors.ts";

const prepared = await Promise.all(
  loadVectors().map(async (vector) => ({
    ...vector,
    check: await prepareQuickCheck(vector.input, hmacNow),
  })),
);
const quick = prepared.flatMap(({ check, ...vector }) => (check ? [{ ...vector, check }] : []));

test("most schemes are checked quickly, among them those of the large senders", () => {
  const schemes = new Set(quick.map(({ scheme }) => scheme));
  expect(schemes.size).toBeGreaterThan(60);
  for (const id of ["github", "stripe", "shopify", "slack", "standard-webhooks", "generic-hmac"]) {
    expect(schemes).toContain(id);
  }
});

describe("says verified exactly where the whole check does", () => {
  test.each(quick)("$scheme: $title", async ({ input, check }) => {
    const { status } = await verify(input);
    expect(check(input.request, input.capturedAt)).toBe(status === "verified");
  });

  test.each(["github", "stripe", "svix", "hubspot-v3", "generic-hmac"])(
    "%s, a header or the clock changed",
    async (scheme) => {
      const [first] = quick.filter((vector) => vector.scheme === scheme);
      if (!first) throw new Error(`no vector of ${scheme}`);
      const { input, check } = first;
      const { headers } = input.request;
      const shiftMs = fc.constantFrom(0, -400_000, 299_000, 301_000, 86_400_000);
      const change = fc.tuple(fc.nat(headers.length - 1), fc.string({ maxLength: 4 }), shiftMs);
      await fc.assert(
        fc.asyncProperty(change, async ([at, added, shift]) => {
          const changed = headers.map(([name, value], index): [string, string] =>
            index === at ? [name, value + added] : [name, value],
          );
          const request = { ...input.request, headers: changed };
          const capturedAt = new Date(input.capturedAt.getTime() + shift);
          const { status } = await verify({ ...input, request, capturedAt });
          expect(check(request, capturedAt)).toBe(status === "verified");
        }),
        { numRuns: 60 },
      );
    },
  );
});
