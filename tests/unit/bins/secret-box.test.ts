import { beforeAll, expect, test } from "vitest";
import { openSecret, sealSecret, secretHint } from "#lib/bins/secret-box.ts";

beforeAll(() => {
  process.env.HOOKGLASS_SECRET = "ab".repeat(32);
});

test("opens what it sealed, for the same bin only", () => {
  const sealed = sealSecret("whsec_ü", "bin-1");
  expect(sealed).toMatch(/^v1:[\w-]+$/);
  expect(sealed).not.toContain("whsec");
  expect(openSecret(sealed, "bin-1")).toBe("whsec_ü");
  expect(openSecret(sealed, "bin-2")).toBeNull();
});

test("never seals the same way twice", () => {
  expect(sealSecret("s", "b")).not.toBe(sealSecret("s", "b"));
});

test.each(["", "v1:", "v2:abcd", "v1:AAAA", "nonsense"])("does not open %j", (sealed) => {
  expect(openSecret(sealed, "b")).toBeNull();
});

test("does not open what was changed by a byte", () => {
  const sealed = sealSecret("secret", "b");
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  expect(openSecret(`v1:${bytes.toString("base64url")}`, "b")).toBeNull();
});

test("hints at long secrets by their end and at short ones not at all", () => {
  expect([secretHint("whsec_abcdefgh"), secretHint("short")]).toEqual(["…efgh", "…"]);
});
