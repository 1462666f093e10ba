import { expect, test } from "vitest";
import { expiryOf } from "#lib/bins/limits.ts";

const createdAt = new Date("2026-01-01T00:00:00Z");

test("an anonymous bin goes so many days after its last request, or after it was made", () => {
  expect(expiryOf({ userId: null, createdAt, lastRequestAt: null }, 7)).toEqual(
    new Date("2026-01-08T00:00:00Z"),
  );
  const lastRequestAt = new Date("2026-01-05T12:00:00Z");
  expect(expiryOf({ userId: null, createdAt, lastRequestAt }, 7)).toEqual(
    new Date("2026-01-12T12:00:00Z"),
  );
});

test("an account's bin stays", () => {
  expect(expiryOf({ userId: "u", createdAt, lastRequestAt: null }, 7)).toBeNull();
});
