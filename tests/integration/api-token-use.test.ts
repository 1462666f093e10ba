import { afterAll, beforeAll, expect, test } from "vitest";
import { findApiToken } from "#lib/auth/api-token.ts";
import { hashToken, newId, newToken } from "#lib/ids.ts";
import { insertBin, startDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

async function insertToken(lastUsedAt: Date | null) {
  const { id: binId } = await insertBin(database.db);
  const [id, token] = [newId(), newToken("hgt")];
  const data = { id, binId, name: "test", hint: "test", tokenHash: hashToken(token), lastUsedAt };
  await database.db.apiToken.create({ data });
  return { id, token, binId };
}

const usedAt = async (id: string) =>
  (await database.db.apiToken.findUnique({ where: { id } }))?.lastUsedAt?.getTime() ?? null;

test("the use of a token is noted when the last noted one is a minute ago", async () => {
  const now = Date.now();
  const [recent, old, unused] = [
    await insertToken(new Date(now - 50_000)),
    await insertToken(new Date(now - 60_000)),
    await insertToken(null),
  ];
  for (const { id, token, binId } of [recent, old, unused]) {
    expect(await findApiToken(token)).toEqual({ tokenId: id, binId });
  }
  for (const { id } of [old, unused]) {
    await expect.poll(() => usedAt(id)).toBeGreaterThanOrEqual(now);
  }
  expect(await usedAt(recent.id)).toBe(now - 50_000);
});

test("of many uses at once one is noted", async () => {
  const { id, token } = await insertToken(null);
  await Promise.all(Array.from({ length: 50 }, () => findApiToken(token)));
  await expect.poll(() => usedAt(id)).not.toBeNull();
  const first = await usedAt(id);
  await findApiToken(token);
  expect(await usedAt(id)).toBe(first);
});

test("a token that is not known is none, whatever the others did", async () => {
  expect(await findApiToken(newToken("hgt"))).toBeNull();
});
