import { expect, test } from "vitest";
import { createTokenBuckets } from "#lib/http/token-bucket.ts";

test("allows a burst, then says how long to wait, then refills evenly", () => {
  const buckets = createTokenBuckets(3, 30_000);
  expect([0, 0, 0, 0].map(() => buckets.take("a", 1_000))).toEqual([0, 0, 0, 10_000]);
  expect(buckets.take("a", 6_000)).toBe(5_000);
  expect(buckets.take("a", 11_000)).toBe(0);
  expect(buckets.take("a", 11_000)).toBe(10_000);
});

test("keys do not share their tokens", () => {
  const buckets = createTokenBuckets(1, 1_000);
  expect([buckets.take("a", 0), buckets.take("b", 0), buckets.take("a", 0)]).toEqual([0, 0, 1_000]);
});

test("a clock that goes back gives no tokens away", () => {
  const buckets = createTokenBuckets(1, 1_000);
  buckets.take("a", 5_000);
  expect(buckets.take("a", 0)).toBe(1_000);
});
