import { describe, expect, test } from "vitest";
import {
  schemeOptionsSchema,
  signatureSettingSchema,
  verifyInputSchema,
} from "#lib/signatures/options.ts";
import { SCHEMES } from "#lib/signatures/schemes.ts";

function problems(result: ReturnType<typeof signatureSettingSchema.safeParse>): string[] {
  const issues = result.error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("schemeOptionsSchema knows other names of options and algorithms", () => {
  const given = { alg: "ecdsa-p256", cert_pem: "c", public_key_pem: "k" };
  const options = { alg: "ecdsa-p256-sha256", certPem: "c", publicKeyPem: "k" };
  expect(schemeOptionsSchema.parse(given)).toEqual(options);
  expect(schemeOptionsSchema.parse(options)).toEqual(options);
});

describe("signatureSettingSchema", () => {
  test("takes a scheme with its secrets", () => {
    const setting = { scheme: "stripe", secrets: ["whsec_a", "whsec_b"] };
    expect(signatureSettingSchema.parse(setting)).toEqual(setting);
  });

  test("takes a generic scheme, with tolerance for toleranceSeconds", () => {
    const options = { header: "X-Sig", template: "{ts}.{body}", timestamp: "header:X-Ts" };
    const setting = { scheme: "generic-hmac", secrets: ["k"] };
    expect(
      signatureSettingSchema.parse({ ...setting, options: { ...options, tolerance: 60 } }),
    ).toEqual({ ...setting, options: { ...options, toleranceSeconds: 60 } });
  });

  const generic = { scheme: "generic-hmac", secrets: ["k"] };
  test.each([
    [
      { scheme: "strype", secrets: ["k"] },
      `scheme: is not known; use one of ${SCHEMES.map(({ id }) => id).join(", ")}`,
    ],
    [{ scheme: "github", secrets: [] }, "secrets: must have at least one secret"],
    [{ scheme: "github", secrets: [""] }, "secrets.0: must not be empty"],
    [{ scheme: "github", secrets: Array(11).fill("k") }, "secrets: must have at most 10 secrets"],
    [
      { scheme: "github", secrets: ["k".repeat(16_385)] },
      "secrets.0: must have at most 16,384 characters",
    ],
    [generic, "options.header: Generic HMAC needs the name of the header with the signature."],
    [{ ...generic, options: { header: "a b" } }, "options.header: is not the name of a header"],
    [
      { ...generic, options: { header: "x", template: "{time}.{body}" } },
      "options.template: {time} is not a placeholder: use {body}, {ts}, {url}, {method} or {header:name}.",
    ],
    [
      { ...generic, options: { header: "x", template: "{ts}.{body}" } },
      "options: The signed content has {ts}, but no timestamp header is set.",
    ],
    [
      { ...generic, options: { header: "x", timestamp: "x-ts" } },
      "options.timestamp: must be written as header:name",
    ],
    [
      { ...generic, options: { header: "x", alg: "md5" } },
      "options.alg: must be sha1, sha256 or sha512, or for RFC 9421 hmac-sha256, ed25519, ecdsa-p256-sha256, rsa-pss-sha512, rsa-v1_5-sha256",
    ],
    [{ ...generic, options: { header: "x", algo: "md5" } }, 'options: Unrecognized key: "algo"'],
    [
      { ...generic, options: { header: "x", alg: "ed25519" } },
      "options: Generic HMAC computes sha1, sha256 or sha512.",
    ],
  ])("refuses %j and says why", (setting, problem) => {
    expect(problems(signatureSettingSchema.safeParse(setting))).toEqual([problem]);
  });
});

test("schemeOptionsSchema reads back what it gave", () => {
  const options = schemeOptionsSchema.parse({ header: "x", tolerance: 5, prefix: "HMAC " });
  expect(schemeOptionsSchema.parse(options)).toEqual(options);
  expect(schemeOptionsSchema.parse({})).toEqual({});
});

describe("verifyInputSchema", () => {
  const request = { method: "POST", url: "https://a.example/", headers: [["A", "b"]] };

  test("reads a time and defaults to an empty body", () => {
    const input = { scheme: "github", secrets: [""], now: "2024-01-01T05:45:00+05:45", request };
    expect(verifyInputSchema.parse(input)).toEqual({
      scheme: "github",
      secrets: [""],
      now: new Date("2024-01-01T00:00:00Z"),
      request: { ...request, bodyBase64: "" },
    });
  });

  test("takes null for absent, a time without its zone for UTC, and no secrets", () => {
    const input = {
      scheme: "okta",
      secrets: [],
      options: { header: "X-Okta", url: null },
      now: "2024-01-01T00:00:00.5",
      request: { ...request, bodyBase64: null },
    };
    const read = {
      scheme: "okta",
      secrets: [],
      options: { header: "X-Okta" },
      now: new Date("2024-01-01T00:00:00.500Z"),
      request: { ...request, bodyBase64: "" },
    };
    expect(verifyInputSchema.parse(input)).toEqual(read);
    const { options: _, now: __, ...rest } = read;
    expect(verifyInputSchema.parse({ ...input, options: null, now: null })).toEqual(rest);
  });

  test("refuses more headers than any server takes", () => {
    const headers = Array.from({ length: 5 }, () => ["X", "x".repeat(60_000)]);
    const input = { scheme: "github", secrets: ["k"], request: { ...request, headers } };
    const [issue] = verifyInputSchema.safeParse(input).error?.issues ?? [];
    expect(issue?.message).toBe("must have at most 262,144 characters in all");
  });

  test("refuses a body that is not base64, and a time that is none", () => {
    const input = {
      scheme: "github",
      secrets: ["k"],
      now: "1 January 2024",
      request: { ...request, bodyBase64: "abc" },
    };
    const issues = verifyInputSchema.safeParse(input).error?.issues ?? [];
    expect(issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["now", "must be an ISO 8601 date"],
      ["request.bodyBase64", "is not base64"],
    ]);
  });
});
