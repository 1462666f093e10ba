import { describe, expect, test } from "vitest";
import { findBinForCapture } from "#lib/bins/queries.ts";
import { sealSecret } from "#lib/bins/secret-box.ts";
import { db } from "#lib/db.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import { getDelivery } from "#lib/delivery/queries.ts";
import { DEFAULT_SETTINGS } from "#lib/delivery/target-settings.ts";
import { createTarget, deleteTarget, listTargets, updateTarget } from "#lib/delivery/targets.ts";
import { newId } from "#lib/ids.ts";
import { verify } from "#lib/signatures/verify.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import {
  forward,
  isFinished,
  ownedBin,
  until,
  useDeliveryStack,
} from "#tests/support/delivery-stack.ts";

const stack = useDeliveryStack();
const { makeTarget, forwardOne } = stack;

describe("targets", () => {
  test("A paused one sends nothing; what a person sends goes out all the same.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const target = await createTarget(bin, {
      name: "paused",
      url: `${stack.receiver().origin}/echo`,
      state: "paused",
    });
    const [id = ""] = await forward(row);
    const input = createDeliverySchema.parse({ targetId: target.id, path: "/x", query: "a=b" });
    const byHand = await createDelivery({ row, input, idempotencyKey: null, now: new Date() });
    expect((await until(byHand, isFinished)).state).toBe("succeeded");
    expect(stack.receiver().requests.map(({ url }) => url)).toEqual(["/echo/x?a=b"]);
    expect((await getDelivery(id))?.state).toBe("queued");
    await updateTarget(bin, target.id, { state: "running" });
    expect((await until(id, isFinished)).state).toBe("succeeded");
  });

  test("Headers are added and removed, path and query appended.", async () => {
    await forwardOne("/echo", {
      appendPath: true,
      appendQuery: true,
      addHeaders: [
        ["X-Event", "mine"],
        ["X-New", "1"],
      ],
      removeHeaders: ["content-type"],
    });
    const [request] = stack.receiver().requests;
    expect(request?.url).toBe("/echo/orders?page=2");
    expect(request?.rawHeaders).toEqual(expect.arrayContaining(["X-Event", "mine", "X-New", "1"]));
    expect(request?.rawHeaders).not.toContain("order");
  });

  test("An order is kept: while the first waits, the second does not overtake.", async () => {
    const binId = await createBin();
    const target = await makeTarget(binId, "/status?code=500", { order: "bin" });
    const [first = ""] = await forward(await captureRequest({ binId }));
    const [second = ""] = await forward(await captureRequest({ binId }));
    await until(first, ({ state, attemptCount }) => state === "waiting" && attemptCount === 1);
    expect((await getDelivery(second))?.attemptCount).toBe(0);
    await updateTarget(await ownedBin(binId), target.id, {
      url: `${stack.receiver().origin}/echo`,
    });
    await until(second, isFinished);
    const done = await getDelivery(first);
    expect(done?.state).toBe("succeeded");
    expect((await getDelivery(second))?.finishedAt ?? "").toSatisfy(
      (at: string) => at >= (done?.finishedAt ?? ""),
    );
  });

  test("What waits for its next attempt does not hold up what is due.", async () => {
    await forwardOne("/status?code=503", {}, ({ state }) => state === "waiting");
    const startedMs = performance.now();
    for (let n = 0; n < 6; n += 1) await forwardOne("/echo");
    // A look that was missed would be made up for a second later.
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });

  test("Each event once: a second capture of it is not sent.", async () => {
    const binId = await createBin();
    await makeTarget(binId, "/echo", { deliverOnce: true });
    const eventId = "x-github-delivery:1";
    const [first = ""] = await forward(await captureRequest({ binId, eventId }));
    await until(first, isFinished);
    const [second = ""] = await forward(await captureRequest({ binId, eventId }));
    expect(await getDelivery(second)).toBeNull();
    expect(stack.receiver().requests).toHaveLength(1);
  });

  test("Signed anew with the target's own secret, unless the captured signature was wrong.", async () => {
    const settings = { resign: "own", signatureScheme: "github" } as const;
    const bin = await createBin();
    const target = await createTarget(await ownedBin(bin), {
      ...settings,
      name: "signed",
      url: `${stack.receiver().origin}/echo`,
      secret: "my own secret",
    });
    expect(target.secretHint).toBe("…cret");
    const [id = ""] = await forward(
      await captureRequest({ binId: bin, verificationStatus: "verified" }),
    );
    await until(id, isFinished);
    const [sent] = stack.receiver().requests;
    const headers = Array.from({ length: (sent?.rawHeaders.length ?? 0) / 2 }, (_, i) => [
      sent?.rawHeaders[2 * i] ?? "",
      sent?.rawHeaders[2 * i + 1] ?? "",
    ]) as [string, string][];
    const verification = await verify({
      ...{ scheme: "github", secrets: ["my own secret"], options: {}, capturedAt: new Date() },
      request: { method: "POST", url: target.url, headers, body: sent?.body ?? new Uint8Array() },
    });
    expect(verification.status).toBe("verified");

    const [refused = ""] = await forward(
      await captureRequest({ binId: bin, verificationStatus: "failed" }),
    );
    const delivery = await until(refused, isFinished);
    expect(delivery).toMatchObject({ state: "dead", reason: "guard" });
    expect(delivery.lastError).toContain("did not verify");
    expect(stack.receiver().requests).toHaveLength(1);
  });

  test("Resending signed anew needs a signature that verified, or force.", async () => {
    const row = await captureRequest({ verificationStatus: "failed" });
    await db().bin.update({ where: { id: row.binId }, data: { signatureScheme: "github" } });
    await db().signingSecret.create({
      data: {
        id: newId(),
        binId: row.binId,
        position: 0,
        ciphertext: sealSecret("s3cret", row.binId),
        hint: "…",
      },
    });
    const resend = (resign: true | "force") =>
      createDelivery({
        row,
        input: createDeliverySchema.parse({ target: `${stack.receiver().origin}/echo`, resign }),
        idempotencyKey: null,
        now: new Date(),
      });
    await expect(resend(true)).rejects.toMatchObject({ code: "conflict" });
    await until(await resend("force"), isFinished);
    expect(stack.receiver().requests[0]?.rawHeaders).toContain("X-Hub-Signature-256");
    expect(await findBinForCapture("nobody")).toBeNull();
  });

  test("Deleting one cancels what waits for it and keeps what was sent.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const target = await createTarget(bin, {
      name: "x",
      url: stack.receiver().origin,
      state: "paused",
    });
    const [id = ""] = await forward(row);
    await deleteTarget(bin, target.id);
    expect((await getDelivery(id))?.state).toBe("cancelled");
  });
});

test("Changes of different settings at the same time all stay.", async () => {
  const binId = await createBin();
  const bin = await ownedBin(binId);
  const { id } = await createTarget(bin, { name: "x", url: "https://example.com" });
  const changes = { concurrency: 3, timeoutMs: 5_000, filter: "order", order: "bin" } as const;
  await Promise.all(
    Object.entries(changes).map(([name, value]) => updateTarget(bin, id, { [name]: value })),
  );
  expect(await listTargets(binId)).toMatchObject([changes]);
});

test("Settings that contradict each other are refused.", async () => {
  const binId = await createBin();
  const bin = await ownedBin(binId);
  const base = { name: "x", url: "https://example.com" };
  await expect(createTarget(bin, { ...base, order: "key" })).rejects.toThrow("orderKey");
  await expect(createTarget(bin, { ...base, resign: "own" })).rejects.toThrow("secret");
  expect(await createTarget(bin, base)).toMatchObject({ ...DEFAULT_SETTINGS, state: "running" });
});
