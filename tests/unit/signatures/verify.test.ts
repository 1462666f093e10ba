import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { nodeDigests } from "#lib/requests/node-digests.ts";
import { utf8Bytes } from "#lib/signatures/encoding.ts";
import { verify } from "#lib/signatures/verify.ts";
import { loadVectors } from "./vectors.ts";

const SECRET = "whsec_Zk3vQ9pT7mXcR2LwN8bYdE5sHaJ4uGf1";
const HEX = "6cc21e660b5f7d592dc8dc326ac93c91c86ea870e28755782847b708a5f4edfd";

/** An event with an empty body, signed by stripe 23.1.0 (generateTestHeaderString). */
function stripe(header: string, at: string) {
  const headers: HeaderList = [["Stripe-Signature", header]];
  const request = { method: "POST", url: "https://a.example/", headers, body: new Uint8Array() };
  return { scheme: "stripe", secrets: [SECRET], request, capturedAt: new Date(at) };
}

const IN_TIME = "2023-06-06T22:19:33.250Z";

describe("verify", () => {
  test("gives the whole evidence of a right signature", async () => {
    expect(await verify(stripe(`t=1686089970,v1=${HEX}`, IN_TIME))).toEqual({
      scheme: "stripe",
      status: "verified",
      cause: null,
      message: "The signature is right, and the timestamp was 3 s old when the request arrived.",
      signedContent: {
        parts: [
          { name: "timestamp", text: "1686089970" },
          { name: "literal", text: "." },
          { name: "body", text: "" },
        ],
        truncated: false,
      },
      expected: HEX,
      received: HEX,
      matchedSecret: 0,
      timestampSkewMs: 3250,
      checks: [
        { name: "secret", ok: true, detail: "The secret can be used." },
        { name: "header", ok: true, detail: "The request has its Stripe-Signature header." },
        { name: "format", ok: true, detail: "The signature is valid hex." },
        { name: "signature", ok: true, detail: "The secret gives this SHA-256 signature." },
        {
          name: "timestamp",
          ok: true,
          detail: "The timestamp was 3 s old when the request arrived; up to 5 min is fine.",
        },
      ],
      hints: [],
    });
  });

  test("keeps a right signature and an old timestamp apart", async () => {
    const result = await verify(stripe(`t=1686089970,v1=${HEX}`, "2023-06-07T22:19:30Z"));
    expect(result.cause).toBe("timestamp_out_of_tolerance");
    expect(result.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["secret", true],
      ["header", true],
      ["format", true],
      ["signature", true],
      ["timestamp", false],
    ]);
    expect(result.matchedSecret).toBe(0);
    expect(result.timestampSkewMs).toBe(86_400_000);
  });

  test("stops at the signature when it is wrong, and shows what it should have been", async () => {
    const wrong = `${HEX.slice(0, -1)}e`;
    const result = await verify(stripe(`t=1686089970,v1=${wrong}`, "2024-06-06T00:00:00Z"));
    expect(result).toMatchObject({ expected: HEX, received: wrong, cause: "signature_mismatch" });
    expect(result.message).toBe(
      "The signature does not match: the secret does not give it for this content.",
    );
    expect(result.checks.map(({ name }) => name)).not.toContain("timestamp");
    expect(result.matchedSecret).toBeUndefined();
    expect(result.hints).toEqual(["The request has no body."]);
  });

  test("names the secret that matched, in words too, and shows its digest", async () => {
    const input = { ...stripe(`t=1686089970,v1=${HEX}`, IN_TIME), secrets: ["whsec_old", SECRET] };
    const result = await verify(input);
    expect(result.matchedSecret).toBe(1);
    expect(result.expected).toBe(HEX);
    expect(result.checks[3]?.detail).toBe("Secret 2 of 2 gives this SHA-256 signature.");
  });

  test("says how many secrets were tried in vain", async () => {
    const input = { ...stripe(`t=1686089971,v1=${HEX}`, IN_TIME), secrets: ["whsec_a", "whsec_b"] };
    expect((await verify(input)).message).toBe(
      "The signature does not match: none of the 2 secrets gives it for this content.",
    );
  });

  test("says which secret can't be used, and goes on with the others", async () => {
    const input = { ...stripe(`t=1686089970,v1=${HEX}`, IN_TIME), secrets: ["", SECRET] };
    const result = await verify(input);
    expect(result.status).toBe("verified");
    expect(result.checks[0]).toEqual({
      name: "secret",
      ok: true,
      detail: "Secret 1 of 2 is empty.",
    });
  });

  test("names a scheme that it does not know, and those that it does", async () => {
    const result = await verify({ ...stripe("", IN_TIME), scheme: "strype" });
    expect(result).toEqual({
      scheme: "strype",
      status: "unverifiable",
      cause: "malformed",
      message: expect.stringMatching(
        /^There is no scheme called “strype”; known ones are .+, stripe, .+\.$/,
      ),
      checks: [],
      hints: [],
    });
  });

  test("can't check without a secret", async () => {
    const result = await verify({ ...stripe(`t=1,v1=${HEX}`, IN_TIME), secrets: [] });
    expect([result.status, result.cause]).toEqual(["unverifiable", "key_unavailable"]);
  });

  test("can't check without a time of arrival", async () => {
    const result = await verify(stripe(`t=1,v1=${HEX}`, "never"));
    expect([result.status, result.cause]).toEqual(["unverifiable", "malformed"]);
  });

  test("recognises another provider's headers when its own are missing", async () => {
    const input = { ...stripe(`t=1,v1=${HEX}`, IN_TIME), scheme: "github" };
    expect(await verify(input)).toMatchObject({
      cause: "missing_header",
      message: "The request has no X-Hub-Signature-256 header.",
      hints: ["The headers look like Stripe."],
    });
  });

  test("recognises milliseconds where seconds belong", async () => {
    const body = utf8Bytes("x");
    // Python 3 hmac.new(b'k', b'v0:1700000000000:x', sha256)
    const headers: HeaderList = [
      ["X-Slack-Signature", "v0=11e5838a984abd3d69ef0502fdea4d4369259c8a741d47beff03d69be035cab9"],
      ["X-Slack-Request-Timestamp", "1700000000000"],
    ];
    const result = await verify({
      scheme: "slack",
      secrets: ["k"],
      request: { method: "POST", url: "https://a.example/", headers, body },
      capturedAt: new Date("2023-11-14T22:13:20Z"),
    });
    expect(result.cause).toBe("timestamp_out_of_tolerance");
    expect(result.hints).toEqual([
      "The timestamp looks like milliseconds; this scheme's are in seconds.",
    ]);
  });

  test("cuts the signed content that it shows at 64 KiB, between characters", async () => {
    const body = utf8Bytes(`${"a".repeat(65_535)}é and more`);
    const headers: HeaderList = [["X-Hub-Signature-256", `sha256=${HEX}`]];
    const result = await verify({
      scheme: "github",
      secrets: ["k"],
      request: { method: "POST", url: "https://a.example/", headers, body },
      capturedAt: new Date(IN_TIME),
    });
    expect(result.signedContent).toEqual({
      parts: [{ name: "body", text: "a".repeat(65_535) }],
      truncated: true,
    });
  });

  test("reads no more signatures than a provider would send", async () => {
    const many = Array.from(
      { length: 1000 },
      (_, index) => `v1=${index.toString(16).padStart(64, "0")}`,
    );
    const result = await verify(stripe(`t=1686089970,${many.join(",")},v1=${HEX}`, IN_TIME));
    expect(result.cause).toBe("signature_mismatch");
    expect(result.received?.length).toBe(4096);
  });

  test("reads a form of many fields in time", async () => {
    // Signed by twilio 6.2.0 (getExpectedTwilioSignature).
    const fields = Array.from({ length: 50_000 }, (_, index) => `field${index}=${index}`);
    const headers: HeaderList = [
      ["Content-Type", "application/x-www-form-urlencoded"],
      ["X-Twilio-Signature", "tf51ZBu1vOanoF15LhlCgCFvp3I="],
    ];
    const url = "https://mycompany.com/myapp.php";
    const body = utf8Bytes(fields.join("&"));
    const request = { method: "POST", url, headers, body };
    const capturedAt = new Date(IN_TIME);
    const result = await verify({ scheme: "twilio", secrets: ["12345"], request, capturedAt });
    expect(result.status).toBe("verified");
  });

  test("computes with the digests it is given", async () => {
    const signed = { ...stripe(`t=1686089970,v1=${HEX}`, IN_TIME), digests: nodeDigests };
    expect((await verify(signed)).status).toBe("verified");
    const headers: HeaderList = [["X-Gitlab-Token", SECRET]];
    const token = { ...signed, scheme: "gitlab", request: { ...signed.request, headers } };
    expect((await verify(token)).status).toBe("authenticated");
  });

  test("writes what it expects as the sender would, without the padding of base64url", async () => {
    const vector = loadVectors().find(({ scheme }) => scheme === "sanity");
    const result = vector && (await verify(vector.input));
    expect(result?.expected).toBe(result?.received);
  });

  test("accepts a body in shared memory", async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(13));
    shared.set(utf8Bytes("Hello, World!"));
    const digest = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    const headers: HeaderList = [["X-Hub-Signature-256", `sha256=${digest}`]];
    const result = await verify({
      scheme: "github",
      secrets: ["It's a Secret to Everybody"],
      request: { method: "POST", url: "https://a.example/", headers, body: shared },
      capturedAt: new Date(IN_TIME),
    });
    expect(result.status).toBe("verified");
  });
});
