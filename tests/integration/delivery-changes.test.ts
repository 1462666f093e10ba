import { describe, expect, test, vi } from "vitest";
import { cancelBatch, createResend, findBatch, getResend } from "#lib/delivery/batches.ts";
import { retryNow } from "#lib/delivery/change-state.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { getLabRun, startLab } from "#lib/delivery/lab.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { getDelivery, listDeliveries } from "#lib/delivery/queries.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { TargetSettings } from "#lib/delivery/target-settings.ts";
import { deleteTarget, listTargets, updateTarget } from "#lib/delivery/targets.ts";
import type { CapturedRequest } from "#prisma/client/client.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import {
  forward,
  isFinished,
  ownedBin,
  until,
  useDeliveryStack,
} from "#tests/support/delivery-stack.ts";

// Before the logger is made, at its import.
vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
});

const stack = useDeliveryStack();
const { makeTarget } = stack;

/** What the receiver answers is no success. */
const FAILING: Partial<TargetSettings> = {
  successStatuses: ["204"],
  retry: { kind: "linear", everyMs: 100, attempts: 20 },
};

function received(count: number): Promise<string[]> {
  return vi.waitFor(
    () => {
      const urls = stack.receiver().requests.map(({ url }) => url);
      if (urls.length < count) throw new Error(`${urls.length} so far`);
      return urls;
    },
    { timeout: 10_000, interval: 20 },
  );
}

const hasTried =
  (times: number) =>
  ({ state, attempts }: Delivery): boolean =>
    attempts.length >= times && state !== "running" && state !== "queued";

async function failing(path: string, settings = {}) {
  const row = await captureRequest();
  const bin = await ownedBin(row.binId);
  const target = await makeTarget(row.binId, path, { ...FAILING, ...settings });
  return { row, bin, target };
}

function sendByHand(row: CapturedRequest, targetId: string): Promise<string> {
  const input = createDeliverySchema.parse({ targetId });
  return createDelivery({ row, input, idempotencyKey: null, now: new Date() });
}

test("What is sent by hand at the same time to several targets of one host has each its own settings.", async () => {
  const row = await captureRequest();
  const targets = await Promise.all(
    ["a", "b", "c"].map((name) =>
      makeTarget(row.binId, `/echo?${name}`, { addHeaders: [["X-Mine", name]], forward: false }),
    ),
  );
  await stack.stopWorker();
  for (const target of targets) await sendByHand(row, target.id);
  await stack.startWorker();
  await received(3);
  const sent = stack.receiver().requests.map(({ url, rawHeaders }) => {
    const own = rawHeaders[rawHeaders.indexOf("X-Mine") + 1];
    return [url, own];
  });
  expect(sent.sort()).toEqual([
    ["/echo?a", "a"],
    ["/echo?b", "b"],
    ["/echo?c", "c"],
  ]);
});

describe("a target that is deleted", () => {
  test("while an attempt is under way: it is not made again.", async () => {
    const { row, bin, target } = await failing("/hang");
    const [id = ""] = await forward(row);
    await received(1);
    await deleteTarget(bin, target.id);
    stack.receiver().releaseHanging();
    const delivery = await until(id, isFinished);
    expect(delivery).toMatchObject({ state: "cancelled", attempts: [{ stage: "response" }] });
  });

  test("after a manual retry: the next attempts go with it.", async () => {
    const { row, bin, target } = await failing("/echo", { retry: { kind: "default" } });
    const [id = ""] = await forward(row);
    await retryNow(await until(id, hasTried(1)));
    await until(id, hasTried(2));
    expect((await listTargets(row.binId))[0]?.counts.pending).toBe(1);
    await deleteTarget(bin, target.id);
    expect(await getDelivery(id)).toMatchObject({ state: "cancelled", nextAttemptAt: null });
  });

  test("while copies of a lab run wait: they are cancelled.", async () => {
    const { row, bin, target } = await failing("/echo", { forward: false });
    const spaced = { times: 3, pattern: "spaced", spacingMs: 60_000 } as const;
    const id = await startLab(row, { targetId: target.id, ...spaced });
    await deleteTarget(bin, target.id);
    const batch = await findBatch(id, "lab");
    const run = batch && (await vi.waitFor(() => finishedRun(id), { interval: 20 }));
    expect(run?.state).toBe("done");
  });
});

async function finishedRun(id: string) {
  const batch = await findBatch(id, "lab");
  const run = batch && (await getLabRun(batch));
  if (!run || run.state === "running") throw new Error("still running");
  return run;
}

test("A paused target gets none of the attempts that follow a manual retry.", async () => {
  const { row, bin, target } = await failing("/echo", { retry: { kind: "default" } });
  const [id = ""] = await forward(row);
  await until(id, hasTried(1));
  await updateTarget(bin, target.id, {
    state: "paused",
    retry: { kind: "linear", everyMs: 100, attempts: 20 },
  });
  const delivery = await getDelivery(id);
  if (delivery) await retryNow(delivery);
  await until(id, hasTried(2));
  // Another target shows that the worker has looked again since that was due.
  await stack.forwardOne("/status?code=500", FAILING, hasTried(4));
  expect((await getDelivery(id))?.attemptCount).toBe(2);
  await updateTarget(bin, target.id, { state: "running", successStatuses: ["2xx"] });
  expect((await until(id, isFinished)).state).toBe("succeeded");
});

describe("a target that gets another address", () => {
  test.each([
    ["", "/new", "/new/orders?page=2"],
    ["/a/", "/b", "/b/orders?page=2"],
    ["/a?x=1", "/b?y=2", "/b/orders?y=2&page=2"],
    ["/a", "/b/", "/b/orders?page=2"],
  ])("has what waits go there: %j to %j", async (before, after, expected) => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const { origin } = stack.receiver();
    const target = await makeTarget(row.binId, before, { appendPath: true, appendQuery: true });
    await updateTarget(bin, target.id, { state: "paused" });
    const [id = ""] = await forward(row);
    await updateTarget(bin, target.id, { url: `${origin}${after}`, state: "running" });
    await until(id, isFinished);
    expect(stack.receiver().requests.map(({ url }) => url)).toEqual([expected]);
  });

  test("has what is under way, and fails, go there from the next attempt on.", async () => {
    const { row, bin, target } = await failing("/hang");
    const [id = ""] = await forward(row);
    await received(1);
    await updateTarget(bin, target.id, { url: `${stack.receiver().origin}/status?code=204` });
    stack.receiver().releaseHanging();
    expect((await until(id, isFinished)).state).toBe("succeeded");
    expect(await received(2)).toEqual(["/hang", "/status?code=204"]);
  });
});

describe("a target that gets another order", () => {
  test("parallel: nothing stands behind what fails any more.", async () => {
    const { row, bin, target } = await failing("/status?code=500", {
      ...{ order: "bin", retry: { kind: "default" } },
    });
    const [first = ""] = await forward(row);
    await until(first, hasTried(1));
    const [second = ""] = await forward(await captureRequest({ binId: row.binId }));
    await updateTarget(bin, target.id, { order: "parallel" });
    const [third = ""] = await forward(await captureRequest({ binId: row.binId }));
    await until(second, hasTried(1));
    await until(third, hasTried(1));
  });

  test.each(["parallel", "key"] as const)("in order, from %s: also what waited.", async (order) => {
    const binId = await createBin();
    const settings = { ...FAILING, order, orderKey: "header:X-Event" };
    const target = await makeTarget(binId, "/hang", settings);
    const bin = await ownedBin(binId);
    await updateTarget(bin, target.id, { state: "paused" });
    const [first = ""] = await forward(await captureRequest({ binId }));
    const headers = JSON.stringify([["X-Event", "other"]]);
    const [second = ""] = await forward(await captureRequest({ binId, headers }));
    await updateTarget(bin, target.id, { order: "bin", state: "running" });
    await received(1);
    // Another target shows that the worker has looked for what is due.
    await stack.forwardOne("/echo");
    expect((await getDelivery(first))?.state).toBe("running");
    expect((await getDelivery(second))?.state).toBe("queued");
    await updateTarget(bin, target.id, { successStatuses: ["2xx"] });
    stack.receiver().releaseHanging();
    await until(first, ({ attempts }) => attempts.length === 1);
  });
});

describe("a cancelled batch", () => {
  test("A resend makes no more attempts, also not of what was under way.", async () => {
    const binId = await createBin();
    for (let n = 0; n < 3; n += 1) await captureRequest({ binId });
    const target = await makeTarget(binId, "/hang", { ...FAILING, concurrency: 1, forward: false });
    const id = await createResend(await ownedBin(binId), { targetIds: [target.id] });
    await received(1);
    const batch = await findBatch(id, "resend");
    if (batch) await cancelBatch(batch);
    stack.receiver().releaseHanging();
    const after = await findBatch(id, "resend");
    expect(after && (await getResend(after))).toMatchObject({
      state: "cancelled",
      counts: { pending: 0, succeeded: 0, failed: 0, cancelled: 3 },
    });
    await stack.forwardOne("/status?code=500", FAILING, hasTried(4));
    expect(stack.receiver().requests.filter(({ url }) => url === "/hang")).toHaveLength(1);
  });

  test("A run of the lab that is over stays as it ended.", async () => {
    const row = await captureRequest();
    const target = `${stack.receiver().origin}/echo`;
    const id = await startLab(row, { target, times: 2, pattern: "at_once", spacingMs: 0 });
    await vi.waitFor(() => finishedRun(id), { timeout: 10_000, interval: 20 });
    const batch = await findBatch(id, "lab");
    if (batch) await cancelBatch(batch);
    expect((await finishedRun(id)).state).toBe("done");
  });
});

test("A copy of a lab run that is sent again has one answer still.", async () => {
  const row = await captureRequest();
  const target = `${stack.receiver().origin}/echo`;
  const id = await startLab(row, { target, times: 2, pattern: "at_once", spacingMs: 0 });
  await vi.waitFor(() => finishedRun(id), { timeout: 10_000, interval: 20 });
  const [copy] = await listDeliveries(row.id);
  if (copy) await retryNow(copy);
  await until(copy?.id ?? "", hasTried(2));
  const { answers } = await finishedRun(id);
  expect(answers.reduce((sum, { count }) => sum + count, 0)).toBe(2);
});

test("The lab sends to a saved target as its rules do, and only copies are duplicates.", async () => {
  const row = await captureRequest();
  await captureRequest({ binId: row.binId, target: "/in/slug/other" });
  const target = await makeTarget(row.binId, "/echo", { appendPath: true, forward: false });
  const shuffled = { times: 2, pattern: "shuffled", spacingMs: 0 } as const;
  await startLab(row, { targetId: target.id, ...shuffled });
  await received(3);
  const idsOf = (path: string) =>
    stack
      .receiver()
      .requests.filter(({ url }) => url === path)
      .map(({ rawHeaders }) => rawHeaders[rawHeaders.indexOf("Hookglass-Delivery-Id") + 1]);
  const [first, second] = idsOf("/echo/orders");
  const [other] = idsOf("/echo/other");
  expect(second).toBe(first);
  expect(other).toBeDefined();
  expect(other).not.toBe(first);
});
