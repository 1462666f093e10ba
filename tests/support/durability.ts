import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { summariesSchema } from "./answers.ts";
import { callApi, type TestBin } from "./api.ts";
import type { TestServer } from "./server.ts";

/** A request by its id and the path that only it was sent to. */
export type Stored = { id: string; path: string };

/** Every request of a bin. */
export async function storedRequests(origin: string, bin: TestBin): Promise<Stored[]> {
  const stored: Stored[] = [];
  let cursor = "";
  do {
    const path = `/bins/${bin.id}/requests?limit=500${cursor && `&cursor=${cursor}`}`;
    const page = summariesSchema.parse((await callApi(origin, bin.ownerToken, "GET", path)).body);
    stored.push(...page.items.map(({ id, path }) => ({ id, path })));
    cursor = page.nextCursor ?? "";
  } while (cursor);
  return stored;
}

/**
 * Every acknowledged request is there, as the one that was sent, and none is there twice: every path
 * was sent to once. `acknowledged` holds the paths by id.
 */
export function expectStoredOnce(stored: Stored[], acknowledged: Map<string, string>): void {
  const pathOf = new Map(stored.map(({ id, path }) => [id, path]));
  expect(pathOf.size).toBe(stored.length);
  expect(new Set(pathOf.values()).size).toBe(stored.length);
  expect([...acknowledged].filter(([id, path]) => pathOf.get(id) !== path)).toEqual([]);
}

/** The process that all of the embedded PostgreSQL descends from; NaN when none is noted. */
export async function postmasterPid({ dataDir }: TestServer): Promise<number> {
  const file = await readFile(join(dataDir, "postgres/postmaster.pid"), "utf8").catch(() => "");
  return Number.parseInt(file, 10);
}
