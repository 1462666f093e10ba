import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { capturedRequestSchema, summariesSchema } from "#tests/support/answers.ts";
import { callApi, createTestBin, type TestBin, testBinSchema } from "#tests/support/api.ts";
import { discardServer, startServer, type TestServer } from "#tests/support/server.ts";

const diagnosisSchema = z.strictObject({
  diagnosis: z
    .strictObject({
      cause: z.string(),
      message: z.string(),
      change: z.looseObject({ kind: z.string() }).nullable(),
    })
    .nullable(),
  bodySkipped: z.boolean(),
});
const settingSchema = z.object({
  signature: z.object({
    scheme: z.string(),
    options: z.record(z.string(), z.unknown()),
    secrets: z.array(z.object({ hint: z.string() })),
  }),
});

const SECRET = "the-right-secret-of-all";
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => discardServer(server));

const as = (bin: TestBin) => (method: string, path: string, body?: unknown) =>
  callApi(server.origin, bin.ownerToken, method, path, body);

type Setting = { scheme: string; secrets: string[]; options?: Record<string, unknown> };

async function binThatChecks(setting: Setting): Promise<TestBin> {
  const bin = await createTestBin(server.origin);
  expect((await as(bin)("PUT", `/bins/${bin.id}/signature`, setting)).status).toBe(200);
  return bin;
}

/** Another bin of the same owner. */
async function secondBin(bin: TestBin, name: string, signature: Setting): Promise<string> {
  const answer = await as(bin)("POST", "/bins", { name, signature });
  expect(answer.status).toBe(201);
  return testBinSchema.pick({ id: true }).parse(answer.body).id;
}

const sha256 = (secret: string, body: string) =>
  createHmac("sha256", secret).update(body).digest("hex");

/** A request whose GitHub signature was made with this secret over this body. */
async function sendSigned(
  bin: TestBin,
  { secret = SECRET, signed = "{}", sent = signed }: Record<string, string>,
): Promise<string> {
  const response = await fetch(bin.captureUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-hub-signature-256": `sha256=${sha256(secret, signed)}`,
    },
    body: sent,
  });
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

async function diagnosisOf(bin: TestBin, id: string, body?: unknown) {
  const answer = await as(bin)("POST", `/requests/${id}/diagnosis`, body);
  expect(answer.status).toBe(200);
  return diagnosisSchema.parse(answer.body);
}

async function applyChange(bin: TestBin, change: unknown) {
  return as(bin)("PATCH", `/bins/${bin.id}/signature`, change);
}

async function verdictOf(bin: TestBin, id: string) {
  const { body } = await as(bin)("GET", `/requests/${id}`);
  return capturedRequestSchema.parse(body).verification;
}

/** Waits until the list says so too: stored requests are checked in the background. */
async function expectListed(bin: TestBin, id: string, status: string): Promise<void> {
  await expect
    .poll(async () => {
      const { items } = summariesSchema.parse(
        (await as(bin)("GET", `/bins/${bin.id}/requests`)).body,
      );
      return items.find((item) => item.id === id)?.verification?.status;
    })
    .toBe(status);
}

test("says nothing of a right request, nor in a bin that checks nothing", async () => {
  const bin = await binThatChecks({ scheme: "github", secrets: [SECRET] });
  const id = await sendSigned(bin, {});
  expect(await diagnosisOf(bin, id)).toEqual({ diagnosis: null, bodySkipped: false });
  await as(bin)("DELETE", `/bins/${bin.id}/signature`);
  expect(await diagnosisOf(bin, id)).toEqual({ diagnosis: null, bodySkipped: false });
  expect((await applyChange(bin, { kind: "scheme", scheme: "stripe" })).status).toBe(409);
});

test("a body that was written again is named, and no setting helps", async () => {
  const bin = await binThatChecks({ scheme: "github", secrets: [SECRET] });
  const id = await sendSigned(bin, { signed: '{"a":1}', sent: '{\n  "a": 1\n}' });
  const { diagnosis } = await diagnosisOf(bin, id);
  expect(diagnosis).toMatchObject({ change: null });
  expect(diagnosis?.cause).toMatch(/^body_/);
});

test("the secret of another bin is named by that bin, is never shown, and can be used", async () => {
  const bin = await binThatChecks({ scheme: "github", secrets: ["not-the-right-secret"] });
  await secondBin(bin, "Staging", { scheme: "github", secrets: [SECRET] });
  const id = await sendSigned(bin, {});
  const { diagnosis } = await diagnosisOf(bin, id);
  expect(diagnosis?.cause).toBe("secret_of_other_bin");
  expect(diagnosis?.message).toContain("the bin “Staging”");
  expect(JSON.stringify(diagnosis)).not.toContain(SECRET);

  const applied = await applyChange(bin, diagnosis?.change);
  expect(applied.status).toBe(200);
  expect(JSON.stringify(applied.body)).not.toContain(SECRET);
  // What was stored stays: it can't be read again.
  expect(settingSchema.parse(applied.body).signature.secrets).toHaveLength(2);
  expect((await verdictOf(bin, id))?.status).toBe("verified");
  await expectListed(bin, id, "verified");
});

test("another owner's secrets are neither tried nor given away by their id", async () => {
  const stranger = await createTestBin(server.origin);
  const setting = { scheme: "github", secrets: [SECRET] };
  const strangers = await as(stranger)("PUT", `/bins/${stranger.id}/signature`, setting);
  const [found] = z
    .object({ signature: z.object({ secrets: z.array(z.object({ id: z.string() })) }) })
    .parse(strangers.body).signature.secrets;

  const bin = await binThatChecks({ scheme: "github", secrets: ["not-the-right-secret"] });
  const id = await sendSigned(bin, {});
  expect((await diagnosisOf(bin, id)).diagnosis).toBeNull();
  const taken = await applyChange(bin, { kind: "other_secret", id: found?.id ?? "" });
  expect(taken.status).toBe(409);
  expect((await verdictOf(bin, id))?.status).toBe("failed");
});

test("a slip in the secret is undone where it is stored", async () => {
  const bin = await binThatChecks({ scheme: "github", secrets: ["first", `"${SECRET}"`] });
  const id = await sendSigned(bin, {});
  const { diagnosis } = await diagnosisOf(bin, id);
  expect(diagnosis?.change).toEqual({ kind: "edit_secret", position: 1, edit: "unquote" });
  await applyChange(bin, diagnosis?.change);
  expect((await verdictOf(bin, id))?.status).toBe("verified");
});

test("an option is put beside those that are set, and the secrets stay", async () => {
  const options = { header: "x-hub-signature-256", prefix: "sha256=", encoding: "base64" };
  const bin = await binThatChecks({ scheme: "generic-hmac", secrets: [SECRET], options });
  const id = await sendSigned(bin, {});
  const { diagnosis } = await diagnosisOf(bin, id);
  const applied = settingSchema.parse((await applyChange(bin, diagnosis?.change)).body);
  expect((await verdictOf(bin, id))?.status).toBe("verified");
  // Either the bin becomes GitHub's, or the one option is another.
  if (applied.signature.scheme === "generic-hmac") {
    expect(applied.signature.options).toMatchObject({ ...options, encoding: "hex" });
  }
});

test("the scheme whose request it is takes the place of the one that is set", async () => {
  const bin = await binThatChecks({ scheme: "stripe", secrets: [SECRET] });
  const id = await sendSigned(bin, {});
  const { diagnosis } = await diagnosisOf(bin, id);
  expect(diagnosis?.change).toEqual({ kind: "scheme", scheme: "github" });
  const applied = settingSchema.parse((await applyChange(bin, diagnosis?.change)).body);
  expect(applied.signature).toMatchObject({ scheme: "github", options: {} });
  expect((await verdictOf(bin, id))?.status).toBe("verified");
});

test("changes to a large body are tried when asked for, and capturing goes on meanwhile", async () => {
  const bin = await binThatChecks({ scheme: "github", secrets: [SECRET] });
  const value = Array.from({ length: 60_000 }, (_, at) => ({ at, text: "as the sender wrote it" }));
  const [sent, signed] = [JSON.stringify(value), JSON.stringify(value, null, 2)];
  const id = await sendSigned(bin, { signed, sent });
  expect(await diagnosisOf(bin, id)).toEqual({ diagnosis: null, bodySkipped: true });
  const [deep, captured] = await Promise.all([
    diagnosisOf(bin, id, { wholeBody: true }),
    fetch(bin.captureUrl, { method: "POST", body: "meanwhile" }),
  ]);
  expect(captured.status).toBe(200);
  expect(deep.diagnosis?.cause).toMatch(/^body_indented_2/);
});

test.each([
  [{ kind: "scheme", scheme: "nobody" }, "scheme"],
  [{ kind: "options", options: { nonsense: 1 } }, "options"],
  [{ kind: "edit_secret", position: 0, edit: "reverse" }, "edit"],
  [{ kind: "edit_secret", position: -1, edit: "unquote" }, "position"],
  [{ kind: "wish" }, "kind"],
])("refuses the change %j, naming %s", async (change, path) => {
  const bin = await binThatChecks({ scheme: "github", secrets: [SECRET] });
  const answer = await applyChange(bin, change);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ error: { issues: [{ path }] } });
});

test("a change of a secret that is no longer there is a conflict", async () => {
  const bin = await binThatChecks({ scheme: "github", secrets: [SECRET] });
  const change = { kind: "edit_secret", position: 3, edit: "unquote" };
  expect((await applyChange(bin, change)).status).toBe(409);
});

test("saving without secrets keeps the stored ones, for the same scheme only", async () => {
  const bin = await binThatChecks({ scheme: "stripe", secrets: [SECRET] });
  const put = (body: unknown) => as(bin)("PUT", `/bins/${bin.id}/signature`, body);
  const kept = await put({ scheme: "stripe", secrets: [], options: { toleranceSeconds: 60 } });
  expect(settingSchema.parse(kept.body).signature).toMatchObject({
    options: { toleranceSeconds: 60 },
    secrets: [{ hint: `…${SECRET.slice(-4)}` }],
  });
  expect((await put({ scheme: "github", secrets: [] })).status).toBe(400);
});

test.each([
  ["aws-sns", { cert_pem: "PEM" }, { certPem: "PEM" }],
  ["aws-sns", { certPem: "PEM" }, { certPem: "PEM" }],
  ["paypal", { public_key_pem: "PEM" }, { publicKeyPem: "PEM" }],
  ["paypal", { publicKeyPem: "PEM" }, { publicKeyPem: "PEM" }],
  ["rfc9421", { alg: "rsa-v1_5" }, { alg: "rsa-v1_5-sha256" }],
  ["stripe", { tolerance: 60 }, { toleranceSeconds: 60 }],
])("%s takes %j by either spelling", async (scheme, options, stored) => {
  const bin = await createTestBin(server.origin);
  const setting = { scheme, secrets: [SECRET], options };
  const { body } = await as(bin)("PUT", `/bins/${bin.id}/signature`, setting);
  expect(settingSchema.parse(body).signature.options).toEqual(stored);
});
