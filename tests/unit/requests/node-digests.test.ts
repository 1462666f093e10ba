import { describe, expect, test } from "vitest";
import { nodeDigests } from "#lib/requests/node-digests.ts";
import { type HmacAlgorithm, webDigests } from "#lib/signatures/digest.ts";

const ALGORITHMS: HmacAlgorithm[] = ["hmac-sha1", "hmac-sha256", "hmac-sha512"];
const key = (text: string) => ({ bytes: new TextEncoder().encode(text), cacheId: `utf8:${text}` });

describe.each([0, 512, 64 * 1024, 64 * 1024 + 1])("of %i bytes", (length) => {
  const message = new Uint8Array(length).fill(0xe9);

  test.each(ALGORITHMS)("%s is WebCrypto's", async (alg) => {
    const digest = new Uint8Array(await nodeDigests.hmac(alg, key("secret"), message));
    expect(digest).toEqual(await webDigests.hmac(alg, key("secret"), message));
  });

  test.each([1, 63, 64, 65, 128, 129, 1_000])("so it is with a key of %i bytes", async (length) => {
    const long = { bytes: new Uint8Array(length).fill(0xa7), cacheId: `bytes:${length}` };
    for (const alg of ALGORITHMS) {
      const digest = new Uint8Array(await nodeDigests.hmac(alg, long, message));
      expect(digest).toEqual(await webDigests.hmac(alg, long, message));
    }
  });

  test("sha256 is WebCrypto's", async () => {
    const digest = new Uint8Array(await nodeDigests.sha256(message));
    expect(digest).toEqual(await webDigests.sha256(message));
  });
});

test("a key that was used before stays what it is, however many come after it", async () => {
  const message = new Uint8Array(8);
  const hmac = async (secret: string) =>
    Buffer.from(await nodeDigests.hmac("hmac-sha256", key(secret), message)).toString("hex");
  const first = await hmac("first");
  const others = await Promise.all(Array.from({ length: 300 }, (_, index) => hmac(`${index}`)));
  expect(new Set([first, ...others]).size).toBe(301);
  expect(await hmac("first")).toBe(first);
});
