import { expect, test } from "vitest";
import { recheckProgress, startRecheck } from "#lib/bins/rechecks.ts";

test("tells how far a round is until it ends", () => {
  const round = startRecheck("bin-a", 5);
  expect(recheckProgress("bin-a")).toEqual({ done: 0, total: 5 });
  expect(recheckProgress("bin-b")).toBeNull();
  round.advance({ done: 3, total: 5 });
  expect(recheckProgress("bin-a")).toEqual({ done: 3, total: 5 });
  round.end();
  expect(recheckProgress("bin-a")).toBeNull();
});

test("a later round of the same bin takes the place of an earlier one", () => {
  const earlier = startRecheck("bin-c", 5);
  const later = startRecheck("bin-c", 7);
  expect([earlier.isOutdated(), later.isOutdated()]).toEqual([true, false]);
  earlier.advance({ done: 4, total: 5 });
  earlier.end();
  expect(recheckProgress("bin-c")).toEqual({ done: 0, total: 7 });
  later.end();
});
