import { describe, expect, test, vi } from "vitest";
import { db } from "#lib/db.ts";
import { getDelivery, listBinDeliveries } from "#lib/delivery/queries.ts";
import { readSettings } from "#lib/delivery/target-input.ts";
import type { ChainLink } from "#lib/delivery/target-settings.ts";
import { deleteTarget, updateTarget } from "#lib/delivery/targets.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import {
  forward,
  isFinished,
  ownedBin,
  until,
  useDeliveryStack,
} from "#tests/support/delivery-stack.ts";

const stack = useDeliveryStack();
const { makeTarget } = stack;

describe("chains", () => {
  test("The answer of one target is the body of the next, filled in by its template.", async () => {
    const row = await captureRequest();
    const last = await makeTarget(row.binId, "/last", { forward: false });
    const middle = await makeTarget(row.binId, "/echo", {
      forward: false,
      chain: {
        targetId: last.id,
        body: "original",
        template: {
          url: `${stack.receiver().origin}/last/{{response.body.method}}`,
          headers: [["X-Status", "{{response.status}}"]],
          body: '{"order":{{request.body.order}},"was":"{{response.body.url}}"}',
        },
      },
    });
    await makeTarget(row.binId, "/echo?first", {
      chain: {
        targetId: middle.id,
        body: "response",
        template: { url: null, headers: [], body: null },
      },
    });
    await forward(row);
    await vi.waitFor(() => expect(stack.receiver().requests).toHaveLength(3), { timeout: 10_000 });
    const [, second, third] = stack.receiver().requests;
    expect(JSON.parse(second?.body.toString() ?? "")).toMatchObject({ url: "/echo?first" });
    expect(third?.url).toBe("/last/POST");
    expect(JSON.parse(third?.body.toString() ?? "")).toEqual({ order: 1, was: "/echo" });
    expect(third?.rawHeaders).toEqual(expect.arrayContaining(["X-Status", "200"]));
    const { items } = await listBinDeliveries([row.binId], { cursor: null, limit: 10 });
    expect(items.map(({ origin, depth }) => [origin, depth])).toEqual([
      ["chain", 2],
      ["chain", 1],
      ["rule", 0],
    ]);
    expect(items[0]?.parentId).toBe(items[1]?.id);
  });

  const PLAIN_LINK: Omit<ChainLink, "targetId"> = {
    body: "original",
    template: { url: null, headers: [], body: null },
  };
  const to = (target: { id: string }) => ({ chain: { targetId: target.id, ...PLAIN_LINK } });

  /** Sets a link past the checks, as two changes at the same time would. */
  async function link(from: { id: string }, next: { id: string }): Promise<void> {
    const { settings } = await db().target.findUniqueOrThrow({ where: { id: from.id } });
    await db().target.update({
      where: { id: from.id },
      data: { settings: { ...readSettings(settings), ...to(next) } },
    });
  }

  test("A chain that comes back, or is too long, is refused, at whichever end it grows.", async () => {
    const binId = await createBin();
    const bin = await ownedBin(binId);
    const last = await makeTarget(binId, "/last");
    await expect(updateTarget(bin, last.id, to(last))).rejects.toThrow("round in circles");
    const b = await makeTarget(binId, "/b", to(last));
    await expect(updateTarget(bin, last.id, to(b))).rejects.toThrow("round in circles");
    let first = b;
    for (let n = 0; n < 4; n += 1) first = await makeTarget(binId, `/${n}`, to(first));
    await expect(makeTarget(binId, "/long", to(first))).rejects.toThrow("at most 5 links");
    const beyond = await makeTarget(binId, "/beyond");
    await expect(updateTarget(bin, last.id, to(beyond))).rejects.toThrow("at most 5 links");
    const foreign = await makeTarget(await createBin(), "/foreign");
    await expect(updateTarget(bin, beyond.id, to(foreign))).rejects.toThrow("no such target");
  });

  test("A target whose next one is gone can still be changed, and ends the chain.", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const gone = await makeTarget(row.binId, "/gone", { forward: false });
    const target = await makeTarget(row.binId, "/echo", to(gone));
    await deleteTarget(bin, gone.id);
    expect(await updateTarget(bin, target.id, { name: "renamed" })).toMatchObject(to(gone));
    const [id = ""] = await forward(row);
    expect((await until(id, isFinished)).state).toBe("succeeded");
    expect((await listBinDeliveries([row.binId], { cursor: null, limit: 9 })).items).toHaveLength(
      1,
    );
  });

  test("One that comes back at run time ends where it would.", async () => {
    const row = await captureRequest();
    const a = await makeTarget(row.binId, "/a");
    const b = await makeTarget(row.binId, "/b", { forward: false });
    await link(a, b);
    await link(b, a);
    await forward(row);
    const { lastError } = await vi.waitFor(
      async () => {
        const found = await db().target.findUniqueOrThrow({ where: { id: a.id } });
        expect(found.lastError).not.toBeNull();
        return found;
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(lastError).toBe(
      "The chain came back to this target: it ended here, not to go round in circles",
    );
    expect(stack.receiver().requests.map(({ url }) => url)).toEqual(["/a", "/b"]);
  });

  test("One that is too long at run time ends after five links.", async () => {
    const row = await captureRequest();
    const targets: { id: string }[] = [];
    for (let n = 0; n < 8; n += 1) {
      targets.push(await makeTarget(row.binId, `/${n}`, { forward: n === 0 }));
    }
    for (const [n, target] of targets.slice(1).entries()) await link(targets[n] ?? target, target);
    await forward(row);
    await vi.waitFor(
      async () => {
        const sixth = await db().target.findUniqueOrThrow({ where: { id: targets[6]?.id ?? "" } });
        expect(sixth.lastError).toBe(
          "The chain is longer than 5 links and ended before this target",
        );
      },
      { timeout: 10_000, interval: 20 },
    );
    expect(stack.receiver().requests.map(({ url }) => url)).toEqual([
      "/0",
      "/1",
      "/2",
      "/3",
      "/4",
      "/5",
    ]);
  });

  test.each<[string, Partial<ChainLink["template"]>, string]>([
    ["no URL", { url: "not a url {{response.status}}" }, "made no URL: not a url 200"],
    ["no header", { headers: [["X-A", "{{request.body.lines}}"]] }, "failed: a header would have"],
    ["too much", { body: "{{request.body.long}}".repeat(20) }, "failed: it makes more than 1 MiB"],
  ])(
    "A template that makes %s ends the chain, and the target says so.",
    async (_what, template, words) => {
      const body = Buffer.from(JSON.stringify({ lines: "a\nb", long: "x".repeat(100_000) }));
      const row = await captureRequest({ body });
      const next = await makeTarget(row.binId, "/next", { forward: false });
      const { chain } = to(next);
      await makeTarget(row.binId, "/status?code=200", {
        chain: { ...chain, template: { ...chain.template, ...template } },
      });
      const [id = ""] = await forward(row);
      await until(id, isFinished);
      const { lastError } = await db().target.findUniqueOrThrow({ where: { id: next.id } });
      expect(lastError).toContain(`The chain's template ${words}`);
      expect(stack.receiver().requests).toHaveLength(1);
    },
  );

  test("A template that cannot be read is not saved.", async () => {
    const binId = await createBin();
    const next = await makeTarget(binId, "/next");
    const { chain } = to(next);
    const template = { ...chain.template, body: "{{#open}}" };
    await expect(makeTarget(binId, "/a", { chain: { ...chain, template } })).rejects.toThrow(
      "Unclosed section",
    );
  });

  test("From an attempt whose lease was lost nothing follows: its successor goes on.", async () => {
    const row = await captureRequest();
    const target = await makeTarget(row.binId, "/hang", { timeoutMs: 60_000 });
    const next = await makeTarget(row.binId, "/next", { forward: false });
    await link(target, next);
    const [id = ""] = await forward(row);
    await vi.waitFor(() => expect(stack.receiver().requests).toHaveLength(1));
    await db()
      .$executeRaw`UPDATE deliveries SET lease_token = gen_random_uuid() WHERE id = ${id}::uuid`;
    stack.receiver().releaseHanging();
    await until(id, ({ attempts }) => attempts.length === 1);
    expect(await getDelivery(id)).toMatchObject({
      state: "running",
      attempts: [{ stage: "response" }],
    });
    expect((await listBinDeliveries([row.binId], { cursor: null, limit: 9 })).items).toHaveLength(
      1,
    );
  });
});
