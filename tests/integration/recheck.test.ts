import { afterAll, beforeAll, expect, test } from "vitest";
import { ANONYMOUS } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { setSignature } from "#lib/bins/mutations.ts";
import { newId } from "#lib/ids.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import { recheckInBackground, recheckRequests } from "#lib/requests/recheck.ts";
import type { Bin } from "#prisma/client/client.ts";
import {
  insertBin,
  insertCaptured,
  startDatabase,
  type TestDatabase,
} from "#tests/support/database.ts";

process.env.HOOKGLASS_SECRET = "0".repeat(64);

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database?.stop());

async function binThatChecks(scheme: string): Promise<Bin> {
  const ownerHash = newId();
  const bin = await insertBin(database.db, { ownerHash });
  const owned = await findOwnedBin({ ...ANONYMOUS, ownerHash }, bin.id);
  if (!owned) throw new Error("the bin is not there");
  return setSignature(owned, { scheme, secrets: ["a secret"] });
}

const now = (count: number) => Array.from({ length: count }, () => new Date());
const statusesOf = async ({ id }: Bin) => {
  const rows = await database.db.capturedRequest.findMany({ where: { binId: id } });
  return new Set(rows.map((row) => row.verificationStatus));
};

test("checks every request again, many small ones together and large ones a few at a time", async () => {
  const bin = await binThatChecks("gitlab");
  await insertCaptured(bin, now(120), { headers: [["X-Gitlab-Token", "a secret"]] });
  const body = Buffer.alloc(5 * 1024 * 1024);
  for (let index = 0; index < 4; index += 1) {
    await insertCaptured(bin, now(1), { body });
  }
  let batches = 0;
  const stop = subscribe("bin.updated", () => {
    batches += 1;
  });
  await recheckRequests(bin, () => false);
  stop();
  expect(await statusesOf(bin)).toEqual(new Set(["authenticated", "failed"]));
  // Three large ones each alone, the last with 49 small ones, then 50 and 21.
  expect(batches).toBe(6);
});

test("stops when the bin has been changed again, and does the last change only", async () => {
  const bin = await binThatChecks("gitlab");
  await insertCaptured(bin, now(10));
  await recheckRequests(bin, () => true);
  expect(await statusesOf(bin)).toEqual(new Set([null]));

  let batches = 0;
  const stop = subscribe("bin.updated", ({ binId }) => {
    if (binId === bin.id) batches += 1;
  });
  recheckInBackground({ ...bin, signatureScheme: null });
  recheckInBackground(bin);
  await expect.poll(() => statusesOf(bin)).toEqual(new Set(["failed"]));
  stop();
  expect(batches).toBe(1);
});
