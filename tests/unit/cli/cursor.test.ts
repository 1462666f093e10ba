import { expect, test } from "vitest";
import { createCursor } from "#lib/cli/cursor.ts";
import type { RequestSummary } from "#lib/requests/schema.ts";

function items(...ids: string[]): RequestSummary[] {
  return ids.map((id) => ({
    ...{ id, receivedAt: "", method: "POST", path: "/", bodyBytes: 0, contentType: null },
    ...{ remoteAddress: "", replyStatus: 200, verification: null, pinned: false },
  }));
}

const idsOf = (told: RequestSummary[]) => told.map(({ id }) => id);

test("Each capture is told once, oldest first, and the newest is where to go on.", () => {
  const cursor = createCursor(null);
  expect(cursor.position()).toBeNull();
  cursor.start("a");
  cursor.start("z");
  expect(cursor.position()).toBe("a");
  expect(idsOf(cursor.advance(items("d", "b", "d")))).toEqual(["b", "d"]);
  expect(cursor.position()).toBe("d");
  expect(idsOf(cursor.advance(items("b", "e", "d")))).toEqual(["e"]);
});

test("What another server tells late is told, too, and moves nothing back.", () => {
  const cursor = createCursor("a");
  cursor.advance(items("d"));
  expect(idsOf(cursor.advance(items("c")))).toEqual(["c"]);
  expect(cursor.position()).toBe("d");
});
