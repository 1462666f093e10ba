import { expect, test, vi } from "vitest";
import { db } from "#lib/db.ts";
import { createTarget } from "#lib/delivery/targets.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import { forward, ownedBin, useDeliveryStack } from "#tests/support/delivery-stack.ts";

const PER_OWNER = 20;
const PER_HOST = 30;

const stack = useDeliveryStack({
  HOOKGLASS_RATE_LIMIT: "on",
  HOOKGLASS_DELIVERIES_PER_MINUTE: String(PER_OWNER),
  HOOKGLASS_DELIVERIES_PER_MINUTE_TO_HOST: String(PER_HOST),
});

/** A bin with a target at the receiver, and captures that it takes. Gives the target's id. */
async function flood(ownerHash: string, captures: number): Promise<string> {
  const binId = await createBin(ownerHash);
  const url = `${stack.receiver().origin}/${ownerHash}`;
  const { id } = await createTarget(await ownedBin(binId), { name: "flooded", url });
  for (let n = 0; n < captures; n += 1) await forward(await captureRequest({ binId }));
  return id;
}

async function untilTold(targetId: string, words: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const { lastError } = await db().target.findUniqueOrThrow({ where: { id: targetId } });
      expect(lastError).toContain(words);
    },
    { timeout: 10_000, interval: 20 },
  );
}

test("Nobody is flooded: not by one owner's many bins, and not by many owners together.", async () => {
  const startedMs = performance.now();
  const arrived = (path: string) =>
    stack.receiver().requests.filter(({ url }) => url === path).length;
  /** What came free since the start, counted up. */
  const more = (perMinute: number) =>
    Math.ceil(((performance.now() - startedMs) * perMinute) / 60_000);

  await flood("one", 15);
  await untilTold(await flood("one", 15), `Your bins may send ${PER_OWNER} deliveries a minute`);
  await vi.waitFor(() => expect(arrived("/one")).toBeGreaterThanOrEqual(PER_OWNER));
  expect(arrived("/one")).toBeLessThanOrEqual(PER_OWNER + more(PER_OWNER));

  await untilTold(await flood("two", 15), `One host gets at most ${PER_HOST} deliveries a minute`);
  await vi.waitFor(() => expect(arrived("/two")).toBeGreaterThan(0));
  const all = stack.receiver().requests.length;
  expect(all).toBeGreaterThanOrEqual(PER_HOST);
  expect(all).toBeLessThanOrEqual(PER_HOST + more(PER_HOST));

  // Nothing is lost: the rest waits.
  expect(await db().delivery.count()).toBe(45);
  expect(await db().delivery.count({ where: { nextAttemptAt: { not: null } } })).toBeGreaterThan(0);
});
