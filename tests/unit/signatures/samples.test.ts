import { expect, test } from "vitest";
import { utf8Bytes } from "#lib/signatures/encoding.ts";
import { sampleRequest } from "#lib/signatures/samples.ts";
import { sign } from "#lib/signatures/sign.ts";
import { verify } from "#lib/signatures/verify.ts";

const INPUT = { now: new Date("2025-11-14T22:13:20Z"), id: "0190a3f2-7c1d-7e55-b3aa-9d20c1f4e6b8" };

test.each(["github", "stripe"] as const)("a signed %s sample verifies", async (kind) => {
  const { method, path, headers, body } = sampleRequest(kind, INPUT);
  const request = { method, url: `https://a.example${path}`, headers, body: utf8Bytes(body) };
  const secret = "whsec_sample";
  const signed = await sign({ scheme: kind, secret, request, ...INPUT });
  if (!signed.ok) throw new Error(signed.message);
  const complete = { ...request, headers: [...headers, ...signed.headers] };
  const result = await verify({
    scheme: kind,
    secrets: [secret],
    request: complete,
    capturedAt: INPUT.now,
  });
  expect(result.status).toBe("verified");
});

test("a GitHub sample is a push with its delivery id", () => {
  const { headers, body } = sampleRequest("github", INPUT);
  expect(headers).toContainEqual(["X-GitHub-Delivery", INPUT.id]);
  expect(headers).toContainEqual(["X-GitHub-Event", "push"]);
  expect(JSON.parse(body)).toMatchObject({
    ref: "refs/heads/main",
    after: "0190a3f27c1d7e55b3aa9d20c1f4e6b80190a3f2",
    head_commit: { timestamp: "2025-11-14T22:13:20.000Z" },
  });
});

test("a Stripe sample is an event, indented by two spaces", () => {
  const { body } = sampleRequest("stripe", INPUT);
  expect(body).toMatch(/^\{\n {2}"id": "evt_0190a3f27c1d7e55b3aa9d20",\n {2}"object": "event",/);
  expect(JSON.parse(body)).toMatchObject({
    created: 1_763_158_400,
    type: "payment_intent.succeeded",
  });
});
