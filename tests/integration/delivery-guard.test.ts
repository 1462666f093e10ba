import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "#lib/db.ts";
import { insertDeliveries, PLAIN } from "#lib/delivery/insert-deliveries.ts";
import { targetLane } from "#lib/delivery/lane.ts";
import { listBinDeliveries } from "#lib/delivery/queries.ts";
import { wakeWorkers } from "#lib/delivery/queue-wake.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import type { ChainLink, TargetSettings } from "#lib/delivery/target-settings.ts";
import { createTarget } from "#lib/delivery/targets.ts";
import { newRequestId } from "#lib/ids.ts";
import { captureRequest, createBin } from "#tests/support/captured-row.ts";
import {
  forward,
  isFinished,
  ownedBin,
  until,
  useDeliveryStack,
} from "#tests/support/delivery-stack.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { IMPOSSIBLE_HOSTS, REFUSED_HOSTS } from "#tests/unit/delivery/target-hosts.ts";

// Only this one address is open: what answers first. Everything else of this machine is closed.
useDeliveryStack({ HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.2" });

let open: HostileReceiver;
/** Listens at every address of this machine; nothing may ever reach it. */
let victim: HostileReceiver;

beforeAll(async () => {
  open = await startHostileReceiver({ host: "127.0.0.2" });
  const hasIpv6 = networkInterfaces().lo?.some(({ family }) => family === "IPv6") ?? false;
  victim = await startHostileReceiver({ host: hasIpv6 ? "::" : "0.0.0.0" });
});

afterAll(async () => {
  expect(victim.connections()).toBe(0);
  await Promise.all([open.close(), victim.close()]);
});

/** A bin whose answers from `path` are carried on as a link says; gives the bin's id. */
async function chainedBin(
  path: string,
  template: Partial<ChainLink["template"]>,
  settings: Partial<TargetSettings> = {},
): Promise<string> {
  const binId = await createBin();
  const bin = await ownedBin(binId);
  const next = { name: "next", url: `${open.origin}/never`, forward: false };
  const { id: targetId } = await createTarget(bin, next);
  const chain: ChainLink = {
    ...{ targetId, body: "original" },
    template: { url: null, headers: [], body: null, ...template },
  };
  await createTarget(bin, { name: "first", url: `${open.origin}${path}`, chain, ...settings });
  return binId;
}

/** The link that follows a delivery, at its end. */
async function nextOf(parentId: string): Promise<Delivery> {
  const { id } = await vi.waitFor(() => db().delivery.findFirstOrThrow({ where: { parentId } }), {
    timeout: 10_000,
    interval: 20,
  });
  return until(id, isFinished);
}

describe("a listener on loopback", () => {
  test("is reached by no spelling of a host through the queue", async () => {
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    const target = await createTarget(bin, {
      name: "any",
      url: `${open.origin}/`,
      concurrency: 64,
    });
    const deliveries = REFUSED_HOSTS.map((host) => ({
      ...{ ...PLAIN, id: newRequestId(), requestId: row.id, binId: row.binId, bodyBytes: 11 },
      ...{ targetId: target.id, url: `http://${host}:${victim.port}/`, origin: "rule" as const },
      lane: targetLane(target.id, null),
    }));
    await insertDeliveries(db(), deliveries);
    wakeWorkers();
    const ended = await Promise.all(deliveries.map(({ id }) => until(id, isFinished)));
    const wrong = ended.filter(
      ({ state, reason, attempts: [only, more] }) =>
        state !== "dead" || reason !== "guard" || only?.stage !== "guard" || more !== undefined,
    );
    expect(wrong.map(({ target: url, reason }) => [url, reason])).toEqual([]);
  });

  test("is reached by no spelling of a host that a chain's template makes", async () => {
    const url = `http://{{{request.body.host}}}:${victim.port}/`;
    const binId = await chainedBin("/echo", { url }, { concurrency: 64 });
    const hosts = [...REFUSED_HOSTS, ...IMPOSSIBLE_HOSTS];
    const first = await Promise.all(
      hosts.map(async (host) => {
        const body = Buffer.from(JSON.stringify({ host }));
        const [id = ""] = await forward(await captureRequest({ binId, body }));
        return id;
      }),
    );
    for (const id of first) expect((await until(id, isFinished)).state).toBe("succeeded");
    const followed = await Promise.all(
      first.slice(0, REFUSED_HOSTS.length).map((id) => nextOf(id)),
    );
    expect(new Set(followed.map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(["dead guard"]),
    );
    // What is no URL ends the chain, and the target says why.
    const { items } = await listBinDeliveries([binId], { cursor: null, limit: 1_000 });
    expect(items).toHaveLength(hosts.length + REFUSED_HOSTS.length);
    const next = await db().target.findFirstOrThrow({ where: { binId, name: "next" } });
    expect(next.lastError).toMatch(/^(The chain's template made no URL: |.* is not sent to)/);
  });

  test("is reached by no redirect, not even one that a chain carries on", async () => {
    const path = `/redirect?to=http://127.0.0.1:${victim.port}/`;
    const url = "{{{response.headers.location}}}";
    const binId = await chainedBin(path, { url }, { successStatuses: ["302"] });
    const [id = ""] = await forward(await captureRequest({ binId }));
    expect((await until(id, isFinished)).state).toBe("succeeded");
    const next = await nextOf(id);
    expect(next).toMatchObject({ state: "dead", reason: "guard", attemptCount: 1 });
    expect(next.lastError).toContain("127.0.0.1 is a loopback address and is not sent to");
  });
});

describe("CDN-Loop", () => {
  const headersWith = (...passes: string[]) =>
    JSON.stringify(passes.map((value) => ["CDN-Loop", value]));
  const sentLoops = () => {
    const { rawHeaders = [] } = open.requests.at(-1) ?? {};
    return rawHeaders.filter((_, index) => rawHeaders[index - 1]?.toLowerCase() === "cdn-loop");
  };

  test("is added, whatever a target adds or removes, and to each link of a chain", async () => {
    const headers: [string, string][] = [["cdn-loop", "mine"]];
    const settings = { addHeaders: headers, removeHeaders: ["CDN-Loop"] };
    const binId = await chainedBin("/echo", { headers }, settings);
    const row = await captureRequest({ binId, headers: headersWith("hookglass; hops=1, other") });
    const [id = ""] = await forward(row);
    await until(id, isFinished);
    const expected = ["hookglass; hops=1, other", "hookglass; hops=2"];
    await vi.waitFor(() => expect(open.requests.at(-1)?.url).toBe("/never"), { timeout: 10_000 });
    expect(sentLoops()).toEqual(expected);
    open.requests.pop();
    expect(open.requests.at(-1)?.url).toBe("/echo");
    expect(sentLoops()).toEqual(expected);
  });

  test("of two passages ends the circle: dead at once, with a sentence", async () => {
    const row = await captureRequest({ headers: headersWith("hookglass", "hookglass; hops=2") });
    await createTarget(await ownedBin(row.binId), { name: "x", url: `${open.origin}/circle` });
    const [id = ""] = await forward(row);
    const ended = await until(id, isFinished);
    expect(ended).toMatchObject({ state: "dead", reason: "guard", attemptCount: 1 });
    expect(ended.lastError).toContain("would go round in circles");
    expect(open.requests.map(({ url }) => url)).not.toContain("/circle");
  });
});
