import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { db } from "#lib/db.ts";
import { cancel, redrive, retryNow } from "#lib/delivery/change-state.ts";
import { listDeadLetters } from "#lib/delivery/dead-letters.ts";
import { exportDeadLetters } from "#lib/delivery/export-dead-letters.ts";
import { findDeliveries, getDelivery } from "#lib/delivery/queries.ts";
import { recoverExpired } from "#lib/delivery/queue.ts";
import { wakeWorkers } from "#lib/delivery/queue-wake.ts";
import { createTarget, deleteTarget, updateTarget } from "#lib/delivery/targets.ts";
import { trimDeadLetters } from "#lib/retention/dead-letters.ts";
import { createRing } from "#lib/retention/ring.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import {
  forward,
  isFinished,
  ownedBin,
  until,
  useDeliveryStack,
} from "#tests/support/delivery-stack.ts";

const QUICK = { kind: "linear", everyMs: 100, attempts: 3 } as const;

const stack = useDeliveryStack();
const { makeTarget, forwardOne } = stack;

describe("retries", () => {
  test("A delivery that fails is tried as its schedule says, and is then dead.", async () => {
    const delivery = await forwardOne("/status?code=503", { retry: QUICK });
    expect(delivery).toMatchObject({
      state: "dead",
      reason: "http_503",
      lastStatus: 503,
      attemptCount: 3,
      nextAttemptAt: null,
    });
    expect(delivery.attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(stack.receiver().requests).toHaveLength(3);
    const gapMs = (n: number) =>
      Date.parse(delivery.attempts[n]?.at ?? "") - Date.parse(delivery.attempts[n - 1]?.at ?? "");
    expect(gapMs(1)).toBeGreaterThanOrEqual(75);
    expect(gapMs(2)).toBeGreaterThanOrEqual(75);
  });

  test("However often it was tried before, an attempt that was interrupted is made again.", async () => {
    const { id } = await forwardOne("/echo");
    const lost = { leaseToken: randomUUID(), leaseUntil: new Date(0), startedAt: new Date() };
    await db().delivery.update({
      where: { id },
      data: { ...lost, state: "running", attemptCount: 60, failureCount: 0, finishedAt: null },
    });
    await recoverExpired();
    wakeWorkers();
    const delivery = await until(id, isFinished);
    expect(delivery).toMatchObject({ state: "succeeded", attemptCount: 61 });
    expect(delivery.attempts.at(-2)).toMatchObject({
      ...{ number: 60, stage: "interrupted", request: { method: "POST" } },
    });
  });

  test("429 with Retry-After waits for as long as it asks, a minute at least.", async () => {
    const row = await captureRequest();
    await makeTarget(row.binId, "/status?code=429", { retry: QUICK });
    const [id = ""] = await forward(row);
    const waiting = await until(id, ({ state }) => state === "waiting");
    const inMs = Date.parse(waiting.nextAttemptAt ?? "") - Date.now();
    expect(inMs).toBeGreaterThan(50_000);
    expect(inMs).toBeLessThan(61_000);
  });

  test("410 and what the user lists is never tried again.", async () => {
    expect(await forwardOne("/status?code=410")).toMatchObject({ state: "dead", attemptCount: 1 });
    const settings = { neverRetryStatuses: [422] };
    expect(await forwardOne("/status?code=422", settings)).toMatchObject({ attemptCount: 1 });
    const success = { successStatuses: ["2xx", "404"] };
    expect((await forwardOne("/status?code=404", success)).state).toBe("succeeded");
  });

  test("A private address is refused once and for all.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    await createTarget(bin, { name: "private", url: "http://10.0.0.1/" });
    const [id = ""] = await forward(row);
    expect(await until(id, isFinished)).toMatchObject({
      state: "dead",
      reason: "guard",
      attemptCount: 1,
    });
  });

  test("A manual retry adds an attempt and takes the place of the pending one.", async () => {
    const row = await captureRequest();
    const target = await makeTarget(row.binId, "/status?code=500");
    const [id = ""] = await forward(row);
    await until(id, ({ state, attemptCount }) => state === "waiting" && attemptCount === 1);
    await updateTarget(await ownedBin(row.binId), target.id, {
      url: `${stack.receiver().origin}/echo`,
    });
    const delivery = await getDelivery(id);
    if (!delivery) throw new Error("gone");
    expect(delivery.target).toBe(`${stack.receiver().origin}/echo`);
    await retryNow(delivery);
    const done = await until(id, isFinished);
    expect(done).toMatchObject({ state: "succeeded", attemptCount: 2, nextAttemptAt: null });
    expect(stack.receiver().requests.at(-1)?.rawHeaders).toEqual(
      expect.arrayContaining(["Hookglass-Delivery-Id", id, "Hookglass-Attempt", "2"]),
    );
  });

  test("A cancelled delivery is not sent; one under way is recorded still.", async () => {
    const row = await captureRequest();
    await makeTarget(row.binId, "/hang");
    const [id = ""] = await forward(row);
    const running = await until(id, ({ state }) => state === "running");
    await vi.waitFor(() => expect(stack.receiver().requests).toHaveLength(1));
    await cancel(running);
    stack.receiver().releaseHanging();
    const done = await until(id, ({ attempts }) => attempts.length === 1);
    expect(done.state).toBe("cancelled");
    await expect(cancel(done)).rejects.toMatchObject({ code: "conflict" });
    expect(stack.receiver().requests).toHaveLength(1);
  });
});

describe("dead letters", () => {
  test("They are listed by reason, exported, and sent again one by one or all together.", async () => {
    const first = await captureRequest();
    const second = await captureRequest({ binId: first.binId });
    const target = await makeTarget(first.binId, "/status?code=500", {
      retry: { kind: "linear", everyMs: 100, attempts: 1 },
    });
    const [one = ""] = await forward(first);
    const [two = ""] = await forward(second);
    await until(one, isFinished);
    await until(two, isFinished);
    const page = await listDeadLetters([first.binId], { cursor: null, limit: 50 });
    expect(page).toMatchObject({
      total: 2,
      groups: [{ reason: "http_500", label: "Answered 500", count: 2 }],
      items: [{ captured: { method: second.method } }, { captured: { method: first.method } }],
    });
    expect(page.items[0]?.targetName).toBe(target.name);
    expect(page.items[0]?.captured?.path).toMatch(/^\//);
    expect(page.items.map(({ id }) => id)).toEqual([two, one]);

    const lines = (await new Response(exportDeadLetters([first.binId])).text()).trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      id: two,
      state: "dead",
      captured: { id: second.id, bodyBase64: Buffer.from('{"order":1}').toString("base64") },
    });

    await updateTarget(await ownedBin(first.binId), target.id, {
      url: `${stack.receiver().origin}/echo`,
    });
    expect(await redrive([first.binId], { ids: [one] })).toBe(1);
    await until(one, ({ state }) => state === "succeeded");
    expect(await redrive([first.binId], { reason: "timeout" })).toBe(0);
    expect(await redrive([first.binId], { all: true })).toBe(1);
    await until(two, ({ state }) => state === "succeeded");
  });

  test("They are sent again by target, by reason, or by both.", async () => {
    const row = await captureRequest();
    const once = { retry: { kind: "linear", everyMs: 100, attempts: 1 } } as const;
    const broken = await makeTarget(row.binId, "/status?code=500", once);
    const refusing = await makeTarget(row.binId, "/status?code=410", once);
    const foreign = await captureRequest();
    await makeTarget(foreign.binId, "/status?code=500", once);
    const ids = [...(await forward(row)), ...(await forward(foreign))];
    for (const id of ids) await until(id, isFinished);
    expect(await redrive([row.binId], { reason: "http_500", targetId: refusing.id })).toBe(0);
    expect(await redrive([row.binId], { targetId: "none" })).toBe(0);
    expect(await redrive([foreign.binId], { targetId: broken.id })).toBe(0);
    expect(await redrive([row.binId], { targetId: refusing.id })).toBe(1);
    await until(ids[1] ?? "", ({ attemptCount, state }) => attemptCount === 2 && state === "dead");
    expect(await redrive([row.binId], { reason: "http_500", targetId: broken.id })).toBe(1);
    await until(ids[0] ?? "", ({ attemptCount, state }) => attemptCount === 2 && state === "dead");
    expect((await getDelivery(ids[2] ?? ""))?.attemptCount).toBe(1);
  });

  test("Without their target they are sent all the same, to the same address.", async () => {
    const row = await captureRequest();
    const target = await makeTarget(row.binId, "/status?code=410", { order: "bin" });
    const [id = ""] = await forward(row);
    await until(id, isFinished);
    await deleteTarget(await ownedBin(row.binId), target.id);
    expect(await redrive([row.binId], { all: true })).toBe(1);
    await until(id, ({ attemptCount, state }) => attemptCount === 2 && state === "dead");
  });

  test("The ring spares a request that is dead or under way, and lets it go when it is done.", async () => {
    const rows = [];
    const binId = await createBin();
    for (let n = 0; n < 4; n += 1) rows.push(await captureRequest({ binId }));
    const target = await makeTarget(binId, "/status?code=410");
    const [oldest] = rows;
    if (!oldest) throw new Error("none");
    const [id = ""] = await forward(oldest);
    await until(id, isFinished);
    expect(await createRing().trim(binId, 2)).toBe(1);
    expect(await db().capturedRequest.count({ where: { binId } })).toBe(3);
    await updateTarget(await ownedBin(binId), target.id, {
      url: `${stack.receiver().origin}/echo`,
    });
    await redrive([binId], { all: true });
    await until(id, ({ state }) => state === "succeeded");
    expect(await createRing().trim(binId, 2)).toBe(1);
    expect(await getDelivery(id)).toBeNull();
  });

  test("Beyond the limit of a bin the oldest go.", async () => {
    const binId = await createBin();
    await makeTarget(binId, "/status?code=410");
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const [id = ""] = await forward(await captureRequest({ binId }));
      ids.push(id);
      await until(id, isFinished);
    }
    expect(await trimDeadLetters(2)).toBeGreaterThanOrEqual(1);
    expect((await findDeliveries(ids)).map(({ id }) => id).sort()).toEqual(ids.slice(1));
  });
});
