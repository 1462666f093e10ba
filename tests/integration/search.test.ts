import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "#lib/errors.ts";
import { listRequests } from "#lib/requests/queries.ts";
import type { Bin } from "#prisma/client/client.ts";
import {
  insertBin,
  insertCaptured,
  startDatabase,
  type TestDatabase,
} from "#tests/support/database.ts";

const ROWS = 50;

let database: TestDatabase;
let bin: Bin;
const ids: string[] = [];
beforeAll(async () => {
  database = await startDatabase();
  bin = await insertBin(database.db);
  // Three windows and a half of bodies; every fifth has the word at the end of its first mebibyte.
  for (let index = 0; index < ROWS; index += 1) {
    const body = Buffer.alloc(1024 * 1024, "hay ");
    if (index % 5 === 0) body.write("NeeDle", body.length - 6);
    ids.push(...(await insertCaptured(bin, [new Date()], { body })));
  }
});
afterAll(() => database?.stop());

const newestFirst = (list: string[]) => [...list].reverse();

test("finds what is far back in a bin full of large bodies", async () => {
  const page = await listRequests({ binId: bin.id, limit: 50, q: "needle" });
  const expected = newestFirst(ids.filter((_, index) => index % 5 === 0));
  expect(page.items.map(({ id }) => id)).toEqual(expected);
  expect(page.nextCursor).toBeNull();
});

test("pages through what it finds, each once and in order", async () => {
  for (const [q, expected] of [
    ["needle", ids.filter((_, index) => index % 5 === 0)],
    ["hay", ids],
    ["absent", []],
  ] as const) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listRequests>> = await listRequests({
        ...{ binId: bin.id, limit: 7, q, cursor },
      });
      expect(page.items.length).toBeLessThanOrEqual(7);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(newestFirst([...expected]));
  }
});

test("a shared request is searched alone", async () => {
  const share = { requestId: ids[0] ?? "", redact: true };
  const found = await listRequests({ binId: bin.id, limit: 10, q: "needle", share });
  expect(found.items.map(({ id }) => id)).toEqual([ids[0]]);
  const other = await listRequests({ binId: bin.id, limit: 10, q: "absent", share });
  expect(other).toEqual({ items: [], nextCursor: null });
});

test("too many searches at a time are told to come back; the others come through", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, () =>
      listRequests({ binId: bin.id, limit: 1, q: "hay" }).then(
        ({ items }) => items.length,
        (error) => (error instanceof AppError ? error.code : error),
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set([1, "unavailable"]));
  expect(outcomes.filter((outcome) => outcome === 1).length).toBeGreaterThanOrEqual(50);
});
