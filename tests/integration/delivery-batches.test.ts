import { describe, expect, test, vi } from "vitest";
import { createResend, findBatch, getResend } from "#lib/delivery/batches.ts";
import { createDispatcher } from "#lib/delivery/dispatcher.ts";
import { getLabRun, startLab } from "#lib/delivery/lab.ts";
import { createLaneKeeper } from "#lib/delivery/lane-keeper.ts";
import { createOutcomeWriter } from "#lib/delivery/outcome-writer.ts";
import { listBinDeliveries } from "#lib/delivery/queries.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import { forward, ownedBin, useDeliveryStack } from "#tests/support/delivery-stack.ts";

const stack = useDeliveryStack();
const { makeTarget } = stack;

describe("many at once", () => {
  test("A bulk resend sends what a search finds, in steps, and counts.", async () => {
    const binId = await createBin();
    for (let n = 0; n < 5; n += 1) {
      await captureRequest({ binId, target: n < 3 ? "/in/slug/yes" : "/in/slug/no" });
    }
    const target = await makeTarget(binId, "/echo");
    const id = await createResend(await ownedBin(binId), { targetIds: [target.id], q: "yes" });
    const done = await vi.waitFor(
      async () => {
        const batch = await findBatch(id, "resend");
        const resend = batch && (await getResend(batch));
        if (resend?.counts.succeeded !== 3) throw new Error(JSON.stringify(resend));
        return resend;
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(done).toMatchObject({ total: 5 });
    expect(stack.receiver().requests).toHaveLength(3);
  });

  test("The lab sends copies that are duplicates, and says what their answers tell.", async () => {
    const row = await captureRequest();
    const id = await startLab(row, {
      ...{
        target: `${stack.receiver().origin}/status?code=200`,
        times: 6,
        pattern: "pairs",
        spacingMs: 20,
      },
    });
    const run = await vi.waitFor(
      async () => {
        const batch = await findBatch(id, "lab");
        const found = batch && (await getLabRun(batch));
        if (found?.state !== "done") throw new Error("still running");
        return found;
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(run.answers).toMatchObject([{ status: 200, count: 6 }]);
    expect(run.verdict.idempotent).toBe("likely");
    const sentIds = stack
      .receiver()
      .requests.map(
        ({ rawHeaders }) => rawHeaders[rawHeaders.indexOf("Hookglass-Delivery-Id") + 1],
      );
    expect(new Set(sentIds).size).toBe(1);
  });
});

test("While captures come first deliveries go out a few at a time, but all of them.", async () => {
  await stack.stopWorker();
  const binId = await createBin();
  await makeTarget(binId, "/echo");
  for (let n = 0; n < 60; n += 1) await forward(await captureRequest({ binId }));
  const writer = createOutcomeWriter();
  const dispatcher = createDispatcher({
    rules: { allow: [], ownOrigins: () => [], now: () => new Date(), random: Math.random },
    keeper: createLaneKeeper({ budget: null, nowMs: Date.now }),
    mustYield: () => true,
    record: writer.record,
  });
  dispatcher.wake();
  const startedMs = performance.now();
  await vi.waitFor(
    async () => {
      const page = await listBinDeliveries([binId], { states: ["dead"], cursor: null, limit: 100 });
      expect(page.items).toHaveLength(60);
    },
    { timeout: 15_000, interval: 20 },
  );
  expect(performance.now() - startedMs).toBeGreaterThan(300);
  await dispatcher.stop(1_000);
  await stack.startWorker();
});
