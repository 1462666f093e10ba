import { expect, test } from "vitest";
import { keyedCall } from "#components/delivery/idempotency-key.ts";

test("The same thing pressed again goes under the same key, another thing under another.", () => {
  const first = keyedCall("a", null);
  expect(first.key).toMatch(/^[A-Za-z0-9+/]{24}$/);
  expect(keyedCall("a", first)).toBe(first);
  const changed = keyedCall("b", first);
  expect(changed.key).not.toBe(first.key);
  expect(keyedCall("a", null).key).not.toBe(first.key);
});
