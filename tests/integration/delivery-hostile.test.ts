import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { createDelivery } from "#lib/delivery/mutations.ts";
import type { Delivery } from "#lib/delivery/schema.ts";
import { createTarget } from "#lib/delivery/targets.ts";
import { captureRequest } from "#tests/support/captured-row.ts";
import {
  forward,
  isFinished,
  ownedBin,
  until,
  useDeliveryStack,
} from "#tests/support/delivery-stack.ts";
import { startHostileReceiver } from "#tests/support/hostile-receiver.ts";

const ONCE = { retry: { kind: "none" }, timeoutMs: 1_000 } as const;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

const stack = useDeliveryStack();
const { forwardOne } = stack;
const at = () => `127.0.0.1:${stack.receiver().port}`;
const isWaiting = ({ state }: Delivery) => state === "waiting";
const stageAndWords = ({ attempts }: Delivery) => [attempts.at(-1)?.stage, attempts.at(-1)?.error];
const bodyOf = ({ attempts }: Delivery) => attempts.at(-1)?.response?.bodyBase64 ?? "";

describe("ends as the right stage and words", () => {
  test("slow: the answer is waited for", async () => {
    const delivery = await forwardOne("/slow-headers?ms=600", ONCE);
    expect(stageAndWords(delivery)).toEqual(["response", null]);
    expect(delivery).toMatchObject({ state: "succeeded", reason: null, lastError: null });
    expect(delivery.attempts[0]?.durationMs).toBeGreaterThan(590);
  });

  test.each([
    ["/hang", () => `${at()} took the request but did not answer within 1 s`],
    [
      "/stall-mid-body",
      () => `${at()} began to answer but did not finish within 1 s (100 bytes of the body came)`,
    ],
  ])("%s: a timeout, tried again in a minute", async (path, words) => {
    const settings = { retry: { kind: "default" }, timeoutMs: 1_000 } as const;
    const delivery = await forwardOne(path, settings, isWaiting);
    expect(stageAndWords(delivery)).toEqual(["timeout", words()]);
    expect(delivery).toMatchObject({ reason: "timeout", lastError: words() });
    expect(pauseMs(delivery)).toBeGreaterThanOrEqual(60 * SECOND_MS - 5);
    expect(pauseMs(delivery)).toBeLessThan(62 * SECOND_MS);
  });

  test.each([
    ["/reset", "request", "request", () => `${at()} closed the connection without an answer`],
    ["/close", "request", "request", () => `${at()} closed the connection without an answer`],
    ["/cut-headers", "request", "request", () => `${at()} closed the connection without an answer`],
    [
      "/reset-mid-body",
      "response",
      "answer",
      () =>
        expect.stringMatching(/^The connection to \S+ broke after \d+ bytes of the answer's body$/),
    ],
    [
      "/garbage",
      "response",
      "answer",
      () => `The answer of ${at()} is not HTTP (Expected HTTP/, RTSP/ or ICE/)`,
    ],
    [
      "/huge-headers",
      "response",
      "answer",
      () => `${at()} answered with more headers than are read (64 KiB)`,
    ],
  ])("%s: %s, by the reason %s, tried again as scheduled", async (path, stage, reason, words) => {
    const delivery = await forwardOne(path, { retry: { kind: "default" } }, isWaiting);
    expect(stageAndWords(delivery)).toEqual([stage, words()]);
    expect(delivery).toMatchObject({ reason, lastStatus: path === "/reset-mid-body" ? 200 : null });
    expect(pauseMs(delivery)).toBeGreaterThanOrEqual(4 * SECOND_MS - 5);
    expect(pauseMs(delivery)).toBeLessThan(7 * SECOND_MS);
  });

  test("redirecting to 127.0.0.1: the answer is kept, nobody goes there", async () => {
    const secret = await startHostileReceiver();
    const path = `/redirect?to=${encodeURIComponent(`${secret.origin}/admin`)}`;
    const delivery = await forwardOne(path, ONCE);
    await secret.close();
    expect(stageAndWords(delivery)).toEqual(["response", null]);
    expect(delivery).toMatchObject({ state: "failed", reason: "http_302", lastStatus: 302 });
    expect(delivery.lastError).toBe("The target answered with 302");
    expect(delivery.attempts[0]?.response?.headers).toContainEqual([
      "Location",
      `${secret.origin}/admin`,
    ]);
    expect(secret.connections()).toBe(0);
  });

  test("50 MB: the first 128 KiB are kept, and the rest is not read", async () => {
    const delivery = await forwardOne("/big", ONCE);
    expect(stageAndWords(delivery)).toEqual(["response", null]);
    expect(delivery.state).toBe("succeeded");
    expect(delivery.attempts[0]?.response?.truncated).toBe(true);
    expect(Buffer.from(bodyOf(delivery), "base64")).toHaveLength(128 * 1024);
    await vi.waitFor(() => expect(stack.receiver().openConnections()).toBe(0));
    expect(stack.receiver().bytesSent()).toBeLessThan(20_000_000);
  });

  test("invalid TLS: said so, nothing sent; unless the target wants no verification", async () => {
    const secure = await startHostileReceiver({ tls: true });
    const row = await captureRequest();
    const input = { name: "TLS", url: `${secure.origin}/echo`, ...ONCE };
    const bin = await ownedBin(row.binId);
    await createTarget(bin, input);
    await createTarget(bin, { ...input, verifyTls: false });
    const [strict = "", lax = ""] = await forward(row);
    const refused = await until(strict, isFinished);
    expect(stageAndWords(refused)).toEqual(["tls", "127.0.0.1 shows a self-signed certificate"]);
    expect(refused).toMatchObject({ state: "failed", reason: "tls", lastStatus: null });
    expect((await until(lax, isFinished)).state).toBe("succeeded");
    expect(secure.requests).toHaveLength(1);
    await secure.close();
  });

  test("closing kept connections: each delivery arrives once", async () => {
    const row = await captureRequest();
    await stack.makeTarget(row.binId, "/keep-alive-close", { ...ONCE, concurrency: 1 });
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.push(...(await forward(await captureRequest({ binId: row.binId }))));
    }
    for (const id of ids) expect((await until(id, isFinished)).state).toBe("succeeded");
    expect(stack.receiver().requests).toHaveLength(5);
  });

  test("nobody listening, and no such host", async () => {
    const gone = await startHostileReceiver();
    await gone.close();
    const row = await captureRequest();
    const bin = await ownedBin(row.binId);
    await createTarget(bin, { name: "gone", url: gone.origin, ...ONCE });
    await createTarget(bin, { name: "nowhere", url: "http://nowhere.invalid/", ...ONCE });
    const [refused = "", unknown = ""] = await forward(row);
    expect(stageAndWords(await until(refused, isFinished))).toEqual([
      "connect",
      `Connection refused by 127.0.0.1:${gone.port}: is your server running?`,
    ]);
    expect(stageAndWords(await until(unknown, isFinished))[0]).toMatch(/^(dns|timeout)$/);
  });
});

/** Between the end of the last attempt and the next one. */
function pauseMs({ attempts, nextAttemptAt }: Delivery): number {
  const last = attempts.at(-1);
  const endedMs = Date.parse(last?.at ?? "") + (last?.durationMs ?? 0);
  return Date.parse(nextAttemptAt ?? "") - endedMs;
}

describe("Retry-After decides when the next attempt is", () => {
  const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR_MS).toUTCString();
  test.each([
    ["429 that asks for nothing waits a minute", 429, null, 60 * SECOND_MS],
    ["429 that asks for less waits a minute", 429, "5", 60 * SECOND_MS],
    ["429 that asks for more waits for it", 429, "120", 120 * SECOND_MS],
    ["429 that asks for a week waits a day", 429, String(7 * 24 * 3_600), 24 * HOUR_MS],
    ["429 that names a date in a week waits a day", 429, inDays(7), 24 * HOUR_MS],
    ["503 that asks for half a minute waits for it", 503, "30", 30 * SECOND_MS],
    ["503 that asks for nonsense waits as scheduled", 503, "soon", 5 * SECOND_MS],
  ])("%s", async (_what, code, retryAfter, expectedMs) => {
    const query = retryAfter === null ? "" : `&retry-after=${encodeURIComponent(retryAfter)}`;
    const path = `/status?code=${code}${query}`;
    const delivery = await forwardOne(path, { retry: { kind: "default" } }, isWaiting);
    expect(delivery).toMatchObject({ reason: `http_${code}`, lastStatus: code });
    // Jitter is of the schedule, not of what was asked for.
    const slackMs = retryAfter === "soon" ? SECOND_MS : 10;
    expect(pauseMs(delivery)).toBeGreaterThanOrEqual(expectedMs - slackMs);
    expect(pauseMs(delivery)).toBeLessThan(expectedMs + slackMs + 2 * SECOND_MS);
  });
});

describe("nothing leaks and nothing hangs", () => {
  const HABITS = [
    ...["/reset", "/close", "/cut-headers", "/reset-mid-body", "/garbage", "/huge-headers"],
    ...["/big", "/redirect", "/keep-alive-close", "/hang", "/stall-mid-body", "/status?code=503"],
  ];

  /** Sends one request once by each bad habit, all at the same time. */
  async function sendAll(): Promise<Delivery[]> {
    const row = await captureRequest();
    const ids: string[] = [];
    for (const path of HABITS) {
      const { id: targetId } = await stack.makeTarget(row.binId, path, { ...ONCE, forward: false });
      const input = createDeliverySchema.parse({ targetId });
      ids.push(await createDelivery({ row, input, idempotencyKey: null, now: new Date() }));
    }
    return Promise.all(ids.map((id) => until(id, isFinished)));
  }

  test("after sixty hostile answers every connection is closed", async () => {
    const startedMs = performance.now();
    for (let round = 0; round < 5; round += 1) {
      const deliveries = await sendAll();
      expect(deliveries.map(({ attemptCount }) => attemptCount)).toEqual(HABITS.map(() => 1));
    }
    // Each round ends with its timeouts, of one second.
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    const receiver = stack.receiver();
    expect(receiver.connections()).toBeGreaterThanOrEqual(HABITS.length * 2);
    // What may be used again is closed after three seconds of rest.
    await vi.waitFor(() => expect(receiver.openConnections()).toBe(0), { timeout: 10_000 });
  });

  test("three gigabytes of answers leave no memory behind", async () => {
    const row = await captureRequest();
    const { id: targetId } = await stack.makeTarget(row.binId, "/big", { ...ONCE, forward: false });
    const input = createDeliverySchema.parse({ targetId });
    const send = async () => {
      const sent = Array.from({ length: 20 }, () =>
        createDelivery({ row, input, idempotencyKey: null, now: new Date() }),
      );
      await Promise.all((await Promise.all(sent)).map((id) => until(id, isFinished)));
      await vi.waitFor(() => expect(stack.receiver().openConnections()).toBe(0));
      return liveBytes();
    };
    const beforeBytes = await send();
    await send();
    expect((await send()) - beforeBytes).toBeLessThan(8 * 1024 * 1024);
  });
});

/** What is still referenced, in V8's heap and beside it. */
function liveBytes(): number {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  // Twice: what the first one finalizes, the second one frees.
  gc();
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
