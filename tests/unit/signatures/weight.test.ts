import { expect, test } from "vitest";
import { weighVerifier } from "#tests/support/weigh-verifier.ts";

test("The engine is small enough to be loaded by a page.", async () => {
  const bytes = await weighVerifier();
  // A check alone, without its table of schemes, would weigh less than this.
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(30_000);
});
