import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ANONYMOUS } from "#lib/auth/identity.ts";
import { findOwnedBin } from "#lib/bins/access.ts";
import { setSignature } from "#lib/bins/mutations.ts";
import { recheckProgress } from "#lib/bins/rechecks.ts";
import type { RecheckProgress } from "#lib/bins/schema.ts";
import type { HeaderList } from "#lib/http/headers.ts";
import { newId } from "#lib/ids.ts";
import { subscribe } from "#lib/realtime/bus.ts";
import type { RequestsChecked } from "#lib/realtime/events.ts";
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

const endless = { isOutdated: () => false, advance: () => {} };

/** What watchers of a bin are told while `work` is done. */
async function toldDuring(bin: Bin, work: () => Promise<void>): Promise<RequestsChecked[]> {
  const told: RequestsChecked[] = [];
  const stop = subscribe("requests.checked", (event) => {
    if (event.binId === bin.id) told.push(event);
  });
  await work();
  stop();
  return told;
}

test("checks every request again, many small ones together and large ones a few at a time", async () => {
  const bin = await binThatChecks("bitbucket");
  const right = signedAsBitbucket("{}");
  await insertCaptured(bin, now(420), { headers: right });
  const body = Buffer.alloc(5 * 1024 * 1024);
  for (let index = 0; index < 4; index += 1) {
    await insertCaptured(bin, now(1), { body });
  }
  const told = await toldDuring(bin, () => recheckRequests(bin.id, 424, endless));
  expect(await statusesOf(bin)).toEqual(new Set(["verified", "failed"]));
  // Three large ones each alone, the last with 199 small ones, then 200 and 21.
  expect(told.map(({ recheck }) => recheck?.done)).toEqual([1, 2, 3, 203, 403, 424]);
  expect(told.flatMap(({ items }) => items)).toHaveLength(424);
});

function signedAsBitbucket(body: string): HeaderList {
  const digest = createHmac("sha256", "a secret").update(body).digest("hex");
  return [["X-Hub-Signature", `sha256=${digest}`]];
}

test("reads no bodies where a token decides", async () => {
  const bin = await binThatChecks("gitlab");
  const body = Buffer.alloc(5 * 1024 * 1024);
  await insertCaptured(bin, now(3), {
    body,
    headers: [["X-Gitlab-Token", "a secret"]],
  });
  await recheckRequests(bin.id, 3, endless);
  expect(await statusesOf(bin)).toEqual(new Set(["authenticated"]));
});

test("tells only of the verdicts that changed", async () => {
  const bin = await binThatChecks("gitlab");
  const [first = ""] = await insertCaptured(bin, now(3));
  await recheckRequests(bin.id, 3, endless);
  await database.db.capturedRequest.update({
    where: { id: first },
    data: { headers: JSON.stringify([["X-Gitlab-Token", "a secret"]]) },
  });
  const told = await toldDuring(bin, () => recheckRequests(bin.id, 3, endless));
  expect(told.flatMap(({ items }) => items)).toEqual([
    { id: first, verification: { status: "authenticated" } },
  ]);
});

test("counts as it goes, for whoever reads the bin, and ends", async () => {
  const bin = await binThatChecks("gitlab");
  await insertCaptured(bin, now(250));
  const seen: (RecheckProgress | null)[] = [];
  const told = await toldDuring(bin, async () => {
    const stop = subscribe("requests.checked", ({ binId }) => {
      if (binId === bin.id) seen.push(recheckProgress(binId));
    });
    await recheckInBackground(bin.id);
    expect(recheckProgress(bin.id)).toEqual({ done: 0, total: 250 });
    await expect.poll(() => recheckProgress(bin.id)).toBeNull();
    stop();
  });
  const steps = [0, 200, 250].map((done) => ({ done, total: 250 }));
  expect(told.map(({ recheck }) => recheck)).toEqual([...steps, null]);
  expect(seen).toEqual([...steps, null]);
});

test("stops before it writes when the bin has been changed again", async () => {
  const bin = await binThatChecks("gitlab");
  await insertCaptured(bin, now(10));
  await recheckRequests(bin.id, 10, { ...endless, isOutdated: () => true });
  expect(await statusesOf(bin)).toEqual(new Set([null]));
});
