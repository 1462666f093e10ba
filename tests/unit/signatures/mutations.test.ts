import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findScheme, SCHEMES } from "#lib/signatures/schemes.ts";
import type { VerifyInput } from "#lib/signatures/verdict.ts";
import { verify } from "#lib/signatures/verify.ts";
import { loadVectors } from "./vectors.ts";

const vectors = loadVectors();

function rightVector(scheme: string): VerifyInput {
  const vector = vectors.find((candidate) => candidate.scheme === scheme);
  if (!vector) throw new Error(`no vector of ${scheme}`);
  return vector.input;
}

/** Any other printable character in the place of one of the text's. */
function oneCharacterChanged(text: string) {
  return (
    fc
      .tuple(fc.nat(text.length - 1), fc.integer({ min: 0x20, max: 0x7e }))
      .map(
        ([index, code]) => text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1),
      )
      // Hex digits in another case are the same digits.
      .filter((changed) => changed.toLowerCase() !== text.toLowerCase())
  );
}

function oneByteChanged(bytes: Uint8Array) {
  return fc
    .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
    .map(([index, flip]) => bytes.map((byte, at) => (at === index ? byte ^ flip : byte)));
}

describe.each(SCHEMES.map(({ id }) => id))("%s", (scheme) => {
  const input = rightVector(scheme);
  const row = findScheme(scheme);
  const header = (input.options?.header ?? row?.signature.header ?? "").toLowerCase();
  const original = input.request.headers.find(([name]) => name.toLowerCase() === header)?.[1] ?? "";

  function withHeader(value: string): VerifyInput {
    const headers = input.request.headers.map(([name, old]): [string, string] =>
      name.toLowerCase() === header ? [name, value] : [name, old],
    );
    return { ...input, request: { ...input.request, headers } };
  }

  test("no header that differs in one character is right", async () => {
    await fc.assert(
      fc.asyncProperty(oneCharacterChanged(original), async (value) => {
        const { status, cause } = await verify(withHeader(value));
        expect([status, cause]).toEqual([
          "failed",
          expect.stringMatching(/^(malformed|signature_mismatch)$/),
        ]);
      }),
      { numRuns: 200 },
    );
  });

  test.runIf(row?.alg !== "equal")("no body that differs in one byte is right", async () => {
    await fc.assert(
      fc.asyncProperty(oneByteChanged(input.request.body), async (body) => {
        const result = await verify({ ...input, request: { ...input.request, body } });
        expect(result.cause).toBe("signature_mismatch");
      }),
      { numRuns: 100 },
    );
  });

  test("no longer or shorter body is right, where the body is covered", async () => {
    const covered = row?.alg === "equal" ? "authenticated" : "failed";
    const { body } = input.request;
    for (const changed of [body.subarray(1), body.subarray(0, -1), new Uint8Array([...body, 0])]) {
      const result = await verify({ ...input, request: { ...input.request, body: changed } });
      expect(result.status).toBe(covered);
    }
  });

  test("nothing that anyone sends or sets makes it throw", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", original, "v1,", "t=1,v1="),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.constantFrom(header, "webhook-id", "x-slack-request-timestamp"), text),
        ),
        fc.array(text, { maxLength: 12 }),
        fc.record({ header: text, template: text, timestamp: text }, { requiredKeys: [] }),
        fc.date({ noInvalidDate: false }),
        async (headers, secrets, options, capturedAt) => {
          const request = { ...input.request, headers };
          const result = await verify({ scheme, secrets, options, request, capturedAt });
          expect(result.message).not.toMatch(/could not be made/);
        },
      ),
      { numRuns: 100 },
    );
  });
});
