import { expect, test } from "vitest";
import { createConnectionLimit } from "#lib/realtime/connection-limit.ts";

test("counts each client's connections as they open and close", () => {
  const limit = createConnectionLimit(2);
  limit.opened("a");
  expect(limit.hasRoom("a")).toBe(true);
  limit.opened("a");
  expect([limit.hasRoom("a"), limit.hasRoom("b")]).toEqual([false, true]);
  limit.closed("a");
  expect(limit.hasRoom("a")).toBe(true);
  limit.closed("a");
  limit.closed("a");
  limit.opened("a");
  limit.opened("a");
  expect(limit.hasRoom("a")).toBe(false);
});
