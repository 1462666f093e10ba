import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { utf8Bytes } from "#lib/signatures/encoding.ts";
import { generateSecret } from "#lib/signatures/generate-secret.ts";
import type { SchemeOptions } from "#lib/signatures/schema.ts";
import { SCHEMES } from "#lib/signatures/schemes.ts";
import { sign } from "#lib/signatures/sign.ts";
import { verify } from "#lib/signatures/verify.ts";
import { loadVectors } from "./vectors.ts";

const NOW = new Date("2023-11-14T22:13:20.750Z");
const GENERIC: SchemeOptions = {
  header: "X-Sig",
  alg: "sha512",
  encoding: "base64url",
  prefix: "sig ",
  template: "{method} {url} {ts} {body}",
  timestamp: "header:X-Ts",
};

function request(body: Uint8Array, headers: HeaderList = []) {
  return { method: "POST", url: "https://a.example/in/x", headers, body };
}

/** Where the secret alone signs whatever body there is. */
const PLAIN = SCHEMES.filter(
  (scheme) => scheme.alg !== "equal" && !scheme.read && scheme.newSecret && scheme.key !== "public",
);

describe.each(PLAIN.map(({ id }) => id))("%s", (scheme) => {
  test("accepts what it signs itself, whatever the body and the generated secret", async () => {
    const seed = fc.uint8Array({ minLength: 64, maxLength: 64 });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), seed, async (body, random) => {
        const secret = generateSecret(scheme, (length) => random.subarray(0, length)) ?? "";
        const options = scheme === "generic-hmac" ? GENERIC : undefined;
        const setting = { scheme, options };
        const signed = await sign({
          ...setting,
          secret,
          request: request(body),
          now: NOW,
          id: "msg_1",
        });
        if (!signed.ok) throw new Error(signed.message);
        const result = await verify({
          ...setting,
          secrets: [secret],
          request: request(body, signed.headers),
          capturedAt: NOW,
        });
        expect(result.status).toBe("verified");
      }),
      { numRuns: 20 },
    );
  });
});

const vectors = loadVectors();

describe.each(SCHEMES)("$id", ({ id: scheme, alg }) => {
  const own = vectors.filter((vector) => vector.scheme === scheme);
  const vector = own.find(({ privateKey }) => privateKey !== undefined) ?? own[0];

  test("signs a request of its provider again, as of now", async () => {
    if (!vector) throw new Error(`no vector of ${scheme}`);
    const { input, privateKey } = vector;
    const { options } = input;
    const [secret = ""] = input.secrets;
    const signed = await sign({
      scheme,
      secret,
      privateKey,
      options,
      request: input.request,
      now: NOW,
      id: "msg_1",
    });
    if (!signed.ok) throw new Error(signed.message);
    const replaced = new Set(signed.headers.map(([name]) => name.toLowerCase()));
    const kept = input.request.headers.filter(([name]) => !replaced.has(name.toLowerCase()));
    const again = {
      ...input.request,
      url: signed.url ?? input.request.url,
      headers: [...kept, ...signed.headers],
      body: signed.body ?? input.request.body,
    };
    const timeless = { ...input, options: { ...options, toleranceSeconds: 0 } };
    const isTimedInside = scheme === "linear";
    const result = await verify({
      ...(isTimedInside ? timeless : input),
      request: again,
      capturedAt: NOW,
    });
    expect(result).toMatchObject({
      status: alg === "equal" ? "authenticated" : "verified",
      cause: null,
    });
  });
});

describe("sign", () => {
  test("makes GitHub's documented example", async () => {
    const secret = "It's a Secret to Everybody";
    const body = utf8Bytes("Hello, World!");
    expect(
      await sign({ scheme: "github", secret, request: request(body), now: NOW, id: "1" }),
    ).toEqual({
      ok: true,
      headers: [
        [
          "X-Hub-Signature-256",
          "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        ],
      ],
    });
  });

  test("makes the header that Stripe's SDK makes", async () => {
    const secret = "whsec_Zk3vQ9pT7mXcR2LwN8bYdE5sHaJ4uGf1";
    const now = new Date(1_686_089_970_999);
    const signed = await sign({
      scheme: "stripe",
      secret,
      request: request(new Uint8Array()),
      now,
      id: "1",
    });
    expect(signed).toEqual({
      ok: true,
      headers: [
        [
          "Stripe-Signature",
          "t=1686089970,v1=6cc21e660b5f7d592dc8dc326ac93c91c86ea870e28755782847b708a5f4edfd",
        ],
      ],
    });
  });

  const standard = {
    scheme: "standard-webhooks",
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    now: new Date(1_614_265_330_000),
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  };
  const body = utf8Bytes('{"test": 2432232314}');

  test("makes the published Standard Webhooks vector", async () => {
    expect(await sign({ ...standard, request: request(body) })).toEqual({
      ok: true,
      headers: [
        ["webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"],
        ["webhook-timestamp", "1614265330"],
        ["webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="],
      ],
    });
  });

  test("keeps the id and the header names of a request that is signed again", async () => {
    const old: HeaderList = [
      ["svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"],
      ["svix-timestamp", "1"],
      ["svix-signature", "v1,old"],
    ];
    expect(await sign({ ...standard, id: "msg_new", request: request(body, old) })).toEqual({
      ok: true,
      headers: [
        ["svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"],
        ["svix-timestamp", "1614265330"],
        ["svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="],
      ],
    });
  });

  test.each([
    ["an unknown scheme", { scheme: "nope" }, "There is no scheme called “nope”."],
    ["an empty secret", { secret: " " }, "The secret is only white space."],
    [
      "a secret that is no key",
      { secret: "whsec_?" },
      "The secret is not base64 after whsec_, as this scheme's keys are.",
    ],
    [
      "a public key in place of a private one",
      { scheme: "discord", secret: "ab".repeat(16) },
      "Signing as Discord does takes a private key; there is none that fits.",
    ],
    [
      "options that are missing",
      { scheme: "generic-hmac" },
      "Generic HMAC needs the name of the header with the signature.",
    ],
    [
      "a signed header that is missing",
      { scheme: "generic-hmac", options: { header: "x", template: "{header:x-run}{body}" } },
      "The signed content needs the header x-run, which is not set.",
    ],
    [
      "a token that no header can carry",
      { scheme: "gitlab", secret: "a\nb" },
      "The token has characters that the header X-Gitlab-Token can't carry.",
    ],
    [
      "a date that is none",
      { now: new Date("never") },
      "The time to sign for is not a valid date.",
    ],
  ])("says what is wrong with %s", async (_title, change, message) => {
    expect(await sign({ ...standard, request: request(body), ...change })).toEqual({
      ok: false,
      message,
    });
  });
});

test("generateSecret writes secrets as their providers do", () => {
  const zeros = (length: number) => new Uint8Array(length);
  expect(generateSecret("standard-webhooks", zeros)).toBe(`whsec_${"A".repeat(32)}`);
  expect(generateSecret("stripe", zeros)).toBe(`whsec_${"0".repeat(32)}`);
  expect(generateSecret("nope", zeros)).toBeNull();
  expect(generateSecret("discord", zeros)).toBeNull();
});
