import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { findScheme, SCHEMES } from "#lib/signatures/schemes.ts";
import type { VerifyInput } from "#lib/signatures/verdict.ts";
import { verify } from "#lib/signatures/verify.ts";
import { loadVectors } from "./vectors.ts";

// Hundreds of checks each, some with RSA, beside other work on the machine.
vi.setConfig({ testTimeout: 30_000 });

const vectors = loadVectors();

/**
 * What covers less than the body, or reads it first, so that two bodies may mean the same. What
 * counts of theirs is changed in the vectors.
 */
const COVERS_PARTS = new Set([
  "adyen",
  "aws-sns",
  "braintree",
  "jwt-es256",
  "jwt-hs256",
  "jwt-rs256",
  "mailgun",
  "mandrill",
  "twilio",
]);

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

function signatureHeader(scheme: string, input: VerifyInput): string {
  if (scheme === "rfc9421") return "signature";
  const row = findScheme(scheme);
  const name = input.options?.header ?? row?.signature.header ?? "";
  const isNumbered = row?.alg !== "equal" && row?.signature.numbered;
  return (isNumbered ? `${name}-1` : name).toLowerCase();
}

describe.each(SCHEMES.map(({ id }) => id))("%s", (scheme) => {
  const input = rightVector(scheme);
  const row = findScheme(scheme);
  const header = signatureHeader(scheme, input);
  const sent = input.request.headers.filter(([name]) => name.toLowerCase() === header);
  const original = scheme === "aws-sns" ? "" : (sent[0]?.[1] ?? "");
  const coversBody =
    row?.alg !== "equal" && !COVERS_PARTS.has(scheme) && input.request.body.length > 0;

  const isTimedByBody = row?.alg !== "equal" && row?.timestamp?.from === "body";

  function withHeader(value: string): VerifyInput {
    const headers = input.request.headers.map(([name, old]): [string, string] =>
      name.toLowerCase() === header ? [name, value] : [name, old],
    );
    return { ...input, request: { ...input.request, headers } };
  }

  test.runIf(original !== "")("no header that differs in one character is right", async () => {
    await fc.assert(
      fc.asyncProperty(oneCharacterChanged(original), async (value) => {
        const { status, cause } = await verify(withHeader(value));
        expect([status, cause]).toEqual([
          "failed",
          expect.stringMatching(/^(malformed|signature_mismatch|algorithm_refused)$/),
        ]);
      }),
      { numRuns: 100 },
    );
  });

  test.runIf(coversBody)("no body that differs in one byte is right", async () => {
    await fc.assert(
      fc.asyncProperty(oneByteChanged(input.request.body), async (body) => {
        const result = await verify({ ...input, request: { ...input.request, body } });
        // A timestamp in the body may be what the byte was part of.
        const causes = isTimedByBody ? /^(signature_mismatch|malformed)$/ : /^signature_mismatch$/;
        expect(result.cause).toMatch(causes);
      }),
      { numRuns: 50 },
    );
  });

  test.runIf(coversBody)("no longer or shorter body is right", async () => {
    const { body } = input.request;
    for (const changed of [body.subarray(1), body.subarray(0, -1), new Uint8Array([...body, 0])]) {
      const result = await verify({ ...input, request: { ...input.request, body: changed } });
      expect(result.cause).toBe("signature_mismatch");
    }
  });

  test("nothing that anyone sends or sets makes it throw", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constant("https://a.example/\ud800?x=\udc00"),
      fc.constantFrom("", original, "v1,", "t=1,v1=", "a.b.c", "sig=();created=1", '{"kty":"EC"}'),
    );
    const name = fc.constantFrom(header, "webhook-id", "content-type", "signature-input");
    const content = fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, text)),
        fc.oneof(fc.constant([...input.secrets]), fc.array(text, { maxLength: 12 })),
        fc.record(
          { header: text, template: text, timestamp: text, url: text, certPem: text },
          { requiredKeys: [] },
        ),
        content,
        fc.date({ noInvalidDate: false }),
        async (headers, secrets, options, body, capturedAt) => {
          const request = { ...input.request, headers, body };
          const result = await verify({ scheme, secrets, options, request, capturedAt });
          expect(result.message).not.toMatch(/could not be made/);
        },
      ),
      { numRuns: 60 },
    );
  });
});
