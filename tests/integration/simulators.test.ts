import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { findHeader } from "#lib/http/headers.ts";
import { verify } from "#lib/signatures/verify.ts";
import { binDetailSchema, capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin } from "#tests/support/api.ts";
import { type HostileReceiver, startHostileReceiver } from "#tests/support/hostile-receiver.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const sentSchema = z.object({
  requestId: z.string(),
  requestIds: z.array(z.string()),
  deliveryIds: z.array(z.string()),
  message: z.string(),
});
const previewSchema = z.object({
  id: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    body: z.string(),
  }),
  signedBy: z.array(z.string()),
  signer: z.string().nullable(),
  publicKey: z.string().nullable(),
});
const catalogueSchema = z.object({
  items: z.array(z.object({ id: z.string(), events: z.array(z.object({ id: z.string() })) })),
});

let server: TestServer;
let receiver: HostileReceiver;
beforeAll(async () => {
  server = await startServer({
    env: {
      HOOKGLASS_ALLOW_PRIVATE_TARGETS: "127.0.0.0/8",
      HOOKGLASS_RATE_LIMIT: "off",
      // Some signatures cover the address: the one that providers are given.
      HOOKGLASS_CAPTURE_ORIGIN: "https://hooks.example",
    },
  });
  receiver = await startHostileReceiver();
});
afterAll(async () => {
  await discardServer(server);
  await receiver?.close();
});

const as = (bin: TestBin) => (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

async function send(bin: TestBin, body: Record<string, unknown>) {
  const answer = await as(bin)("POST", `/bins/${bin.id}/samples`, body);
  expect(answer.body).not.toHaveProperty("error");
  return sentSchema.parse(answer.body);
}

async function stored(bin: TestBin, requestId: string) {
  return capturedRequestSchema.parse((await as(bin)("GET", `/requests/${requestId}`)).body);
}

async function preview(bin: TestBin, provider: string, event: string) {
  const answer = await as(bin)("GET", `/simulators/${provider}/${event}?binId=${bin.id}`);
  return previewSchema.parse(answer.body);
}

test("lists what can be simulated to anyone, and shows what a sample would be", async () => {
  const list = await callApi(server.origin, null, "GET", "/simulators");
  const { items } = catalogueSchema.parse(list.body);
  expect(items.length).toBeGreaterThanOrEqual(40);
  expect(items.flatMap(({ events }) => events).length).toBeGreaterThanOrEqual(80);
  const shown = await callApi(server.origin, null, "GET", "/simulators/stripe/invoice.paid");
  expect(previewSchema.parse(shown.body)).toMatchObject({
    request: { method: "POST", path: "/stripe" },
    signedBy: ["Stripe-Signature"],
    signer: null,
  });
});

test("shows a bin's sample to its owner alone", async () => {
  const [bin, other] = [await createTestBin(server.origin), await createTestBin(server.origin)];
  for (const token of [other.ownerToken, null, bin.slug]) {
    const path = `/simulators/github/push?binId=${bin.id}`;
    expect((await callApi(server.origin, token, "GET", path)).status).toBe(404);
  }
  expect((await as(bin)("GET", "/simulators/github/no-such-event")).status).toBe(404);
});

test.each([
  ["github", "release", "verified"],
  ["slack", "slash-command", "verified"],
  ["twilio", "incoming-message", "verified"],
  ["square", "payment.updated", "verified"],
  ["hubspot", "contact.creation", "verified"],
  ["discord", "application_command", "verified"],
  ["sendgrid", "delivered", "verified"],
  ["plaid", "sync_updates_available", "verified"],
  ["standard-webhooks-v1a", "contact.created", "verified"],
  ["mailgun", "delivered", "verified"],
  ["contentful", "entry.publish", "verified"],
  ["mailchimp", "subscribe", "authenticated"],
  ["figma", "file_comment", "authenticated"],
])("sends %s %s through the door, set up and right", async (provider, event, status) => {
  const bin = await createTestBin(server.origin);
  expect((await preview(bin, provider, event)).signer).toBe("new_secret");
  const first = await send(bin, { provider, event });
  const second = await send(bin, { provider, event });
  for (const { requestId } of [first, second]) {
    expect((await stored(bin, requestId)).verification).toMatchObject({ status, cause: null });
  }
  expect((await preview(bin, provider, event)).signer).toBe("bin_secret");
});

test.each([
  ["wrong_signature", "signature_mismatch"],
  ["stale", "timestamp_out_of_tolerance"],
  ["missing_signature", "missing_header"],
  ["reserialized", "signature_mismatch"],
])("breaks a sample on purpose: %s", async (breakage, cause) => {
  const bin = await createTestBin(server.origin);
  const sample = { provider: "stripe", event: "payment_intent.succeeded" };
  const { requestId, message } = await send(bin, { ...sample, breakage });
  expect((await stored(bin, requestId)).verification).toMatchObject({ status: "failed", cause });
  expect(message).toContain("Broken on purpose");
});

test("sends the same delivery twice when asked to", async () => {
  const bin = await createTestBin(server.origin);
  const sample = { provider: "github", event: "push", breakage: "duplicate" };
  const { requestIds } = await send(bin, sample);
  const requests = await Promise.all(requestIds.map((id) => stored(bin, id)));
  const ids = requests.map(({ headers }) => findHeader(headers, "x-github-delivery"));
  expect(requests).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
  expect(requests.map(({ verification }) => verification?.status)).toEqual([
    "verified",
    "verified",
  ]);
});

test("sends what the preview showed, and signs what was edited", async () => {
  const bin = await createTestBin(server.origin);
  const shown = await preview(bin, "github", "push");
  const same = { provider: "github", event: "push", id: shown.id };
  const { requestId } = await send(bin, same);
  const captured = await stored(bin, requestId);
  expect(findHeader(captured.headers, "x-github-delivery")).toBe(shown.id);

  const edits = {
    method: "PUT",
    path: "/edited?x=1",
    headers: [["X-Own", "caf\u00e9"]],
    body: '{"ä":1}',
  };
  const edited = await stored(bin, (await send(bin, { ...same, edits })).requestId);
  expect(edited).toMatchObject({ method: "PUT", path: "/edited", query: "x=1" });
  expect(edited.headers.map(([name]) => name)).toEqual([
    "Host",
    "X-Own",
    "X-Hub-Signature-256",
    "Content-Length",
    "Connection",
  ]);
  expect(Buffer.from(edited.bodyBase64 ?? "", "base64").toString()).toBe('{"ä":1}');
  expect(edited.verification?.status).toBe("verified");
});

test("says so when the bin checks something else", async () => {
  const bin = await createTestBin(server.origin);
  await send(bin, { provider: "github", event: "push" });
  const { requestId, message } = await send(bin, { provider: "linear", event: "issue-create" });
  expect(message).toContain("this bin checks GitHub");
  expect((await stored(bin, requestId)).verification?.status).toBe("failed");
  const detail = binDetailSchema.parse((await as(bin)("GET", `/bins/${bin.id}`)).body);
  expect(detail.signature?.scheme).toBe("github");
});

test("signs with a secret that is given, and keeps it where none was set", async () => {
  const bin = await createTestBin(server.origin);
  const sample = { provider: "shopify", event: "orders-create", secret: "shpss_of_my_handler" };
  const { requestId } = await send(bin, sample);
  expect((await stored(bin, requestId)).verification?.status).toBe("verified");
  const other = await send(bin, { ...sample, secret: "shpss_of_another" });
  expect((await stored(bin, other.requestId)).verification?.status).toBe("failed");
  const again = await send(bin, { ...sample, secret: undefined });
  expect((await stored(bin, again.requestId)).verification?.status).toBe("verified");
});

describe("to a target", () => {
  const arrived = (path: string) => receiver.requests.filter(({ url }) => url === path);

  test("captures the sample and delivers it, signed for the target's own address", async () => {
    const bin = await createTestBin(server.origin);
    const secret = "square-key-of-my-handler";
    const target = `${receiver.origin}/echo?square`;
    const sample = { provider: "square", event: "payment.updated", secret, target };
    const sent = await send(bin, sample);
    expect(sent.deliveryIds).toHaveLength(1);
    expect((await stored(bin, sent.requestId)).verification?.status).toBe("verified");
    await expect.poll(() => arrived("/echo?square").length).toBe(1);
    const [request] = arrived("/echo?square");
    if (!request) throw new Error("nothing arrived");
    const result = await verify({
      scheme: "square",
      secrets: [secret],
      request: {
        method: request.method,
        url: target,
        headers: pairs(request.rawHeaders),
        body: request.body,
      },
      capturedAt: new Date(),
    });
    expect(result).toMatchObject({ status: "verified", cause: null });
  });

  test("delivers a duplicate twice, and what is broken as it is", async () => {
    const bin = await createTestBin(server.origin);
    const target = `${receiver.origin}/echo?twice`;
    const sample = { provider: "github", event: "push", target };
    await send(bin, { ...sample, breakage: "duplicate" });
    await expect.poll(() => arrived("/echo?twice").length).toBe(2);
    const ids = arrived("/echo?twice").map(({ rawHeaders }) =>
      findHeader(pairs(rawHeaders), "x-github-delivery"),
    );
    expect(ids[0]).toBe(ids[1]);

    const unsigned = `${receiver.origin}/echo?unsigned`;
    await send(bin, { ...sample, target: unsigned, breakage: "missing_signature" });
    await expect.poll(() => arrived("/echo?unsigned").length).toBe(1);
    const [request] = arrived("/echo?unsigned");
    expect(findHeader(pairs(request?.rawHeaders ?? []), "x-hub-signature-256")).toBeNull();
  });
});

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ""] satisfies [string, string]] : [],
  );
}

test.each([
  [{}, "provider"],
  [{ provider: "github" }, "event"],
  [{ provider: "github", event: "no-such" }, "event"],
  [{ provider: "github", event: "push", breakage: "explode" }, "breakage"],
  [{ provider: "github", event: "push", target: "ftp://x" }, "target"],
  [{ provider: "github", event: "push", edits: { path: "/../../api/v1/health" } }, "edits.path"],
  [{ provider: "github", event: "push", edits: { path: "/%2e%2e/%2e%2e/x" } }, "edits.path"],
  [{ provider: "github", event: "push", edits: { path: "x" } }, "edits.path"],
  [{ provider: "github", event: "push", edits: { method: "CONNECT" } }, "edits.method"],
  [
    { provider: "github", event: "push", edits: { headers: [["Content-Length", "1"]] } },
    "edits.headers.0.0",
  ],
  [
    { provider: "github", event: "push", edits: { headers: [["X-A", "1\r\nX-B: 2"]] } },
    "edits.headers.0.1",
  ],
])("names what is wrong in %j", async (body, field) => {
  const bin = await createTestBin(server.origin);
  const answer = await as(bin)("POST", `/bins/${bin.id}/samples`, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    error: { code: "invalid_input", issues: [{ path: field }] },
  });
  const page = await as(bin)("GET", `/bins/${bin.id}/requests`);
  expect(summariesSchema.parse(page.body).items).toEqual([]);
});
