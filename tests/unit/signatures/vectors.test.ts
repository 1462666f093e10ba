import { describe, expect, test } from "vitest";
import { nodeDigests } from "#lib/requests/node-digests.ts";
import { SCHEMES } from "#lib/signatures/schemes.ts";
import { verify } from "#lib/signatures/verify.ts";
import { loadVectors } from "./vectors.ts";

const vectors = loadVectors();

test("every scheme has a file of vectors, of which the first is right", () => {
  const firstOf = new Map<string, string>();
  for (const { scheme, expect: wanted } of vectors) {
    if (!firstOf.has(scheme)) firstOf.set(scheme, wanted.cause ?? "right");
  }
  expect([...firstOf.keys()].sort()).toEqual(SCHEMES.map(({ id }) => id).sort());
  expect([...new Set(firstOf.values())]).toEqual(["right"]);
});

describe.each(SCHEMES.map(({ id }) => id))("%s", (scheme) => {
  const own = vectors.filter((vector) => vector.scheme === scheme);

  test.each(own)("$title", async ({ input, expect: wanted }) => {
    const result = await verify(input);
    const { hint, ...literal } = wanted;
    expect(result).toMatchObject({ scheme, ...literal });
    if (typeof hint === "string") expect(result.hints.join(" ")).toContain(hint);
    if (hint === null || wanted.cause === null) {
      expect(result.hints).toHaveLength(typeof hint === "string" ? 1 : 0);
    }
  });

  test.each(own)("is the same with a server's digests: $title", async ({ input }) => {
    expect(await verify({ ...input, digests: nodeDigests })).toEqual(await verify(input));
  });

  test.each(own)("repeats no secret: $title", async ({ input }) => {
    const text = JSON.stringify(await verify(input));
    // A topic's ARN is no secret, and part of what is signed; nor is a public key.
    const secrets = scheme === "aws-sns" ? [] : input.secrets;
    for (const secret of secrets) {
      if (secret.trim().length > 6) expect(text).not.toContain(secret.trim());
    }
  });

  test.each(own)("has its checks agree with its status: $title", async ({ input }) => {
    const { status, checks, message } = await verify(input);
    const failed = checks.filter((check) => !check.ok);
    expect(failed).toHaveLength(status === "failed" ? 1 : 0);
    if (failed[0]) expect([checks.at(-1), failed[0].detail]).toEqual([failed[0], message]);
    for (const sentence of [message, ...checks.map(({ detail }) => detail)]) {
      expect(sentence).toMatch(/^[A-Z0-9].*\.$/s);
    }
  });
});
