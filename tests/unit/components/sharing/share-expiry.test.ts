import { expect, test } from "vitest";
import { isShareLifetime, shareExpiry } from "#components/sharing/share-expiry.ts";

const NOW_MS = Date.parse("2026-03-01T12:00:00Z");

test("a lifetime becomes the moment it ends, counted from now", () => {
  expect(shareExpiry("1h", NOW_MS)).toBe("2026-03-01T13:00:00.000Z");
  expect(shareExpiry("1d", NOW_MS)).toBe("2026-03-02T12:00:00.000Z");
  expect(shareExpiry("7d", NOW_MS)).toBe("2026-03-08T12:00:00.000Z");
});

test("a link without an end has no expiry", () => {
  expect(shareExpiry("never", NOW_MS)).toBeUndefined();
});

test("only the offered lifetimes are lifetimes", () => {
  expect(isShareLifetime("7d")).toBe(true);
  expect(isShareLifetime("8d")).toBe(false);
});
