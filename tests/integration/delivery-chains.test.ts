import { describe, expect, test, vi } from "vitest";
import { listBinDeliveries } from "#lib/delivery/queries.ts";
import type { ChainLink } from "#lib/delivery/target-settings.ts";
import { updateTarget } from "#lib/delivery/targets.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import { forward, ownedBin, useDeliveryStack } from "#tests/support/delivery-stack.ts";

// Before the logger is made, at its import.
vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
});

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

  test("A chain that comes back, or is too long, is refused.", async () => {
    const binId = await createBin();
    const bin = await ownedBin(binId);
    const plain: Omit<ChainLink, "targetId"> = {
      body: "original",
      template: { url: null, headers: [], body: null },
    };
    const a = await makeTarget(binId, "/a");
    const b = await makeTarget(binId, "/b", { chain: { targetId: a.id, ...plain } });
    const circle = updateTarget(bin, a.id, { chain: { targetId: b.id, ...plain } });
    await expect(circle).rejects.toThrow("round in circles");
    let next = b;
    for (let n = 0; n < 4; n += 1) {
      next = await makeTarget(binId, `/${n}`, { chain: { targetId: next.id, ...plain } });
    }
    const tooLong = makeTarget(binId, "/long", { chain: { targetId: next.id, ...plain } });
    await expect(tooLong).rejects.toThrow("at most 5 links");
  });
});
