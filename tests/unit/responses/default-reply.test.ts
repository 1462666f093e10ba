import { expect, test } from "vitest";
import { chooseReply, refusalReply } from "#lib/responses/default-reply.ts";

test("answers 200 with the request's id, readable by a page of any origin", () => {
  expect(chooseReply({ id: "x1", method: "POST", headers: [] })).toEqual({
    status: 200,
    headers: [
      ["Content-Type", "application/json"],
      ["Hookglass-Request-Id", "x1"],
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Expose-Headers", "Hookglass-Request-Id"],
    ],
    body: '{"ok":true,"id":"x1"}',
  });
});

test("allows what a CORS preflight asks for", () => {
  const reply = chooseReply({
    id: "x1",
    method: "OPTIONS",
    headers: [
      ["Access-Control-Request-Method", "PUT"],
      ["Access-Control-Request-Headers", "x-a, x-b"],
    ],
  });
  expect(reply.status).toBe(204);
  expect(reply.headers).toContainEqual(["Access-Control-Allow-Methods", "PUT"]);
  expect(reply.headers).toContainEqual(["Access-Control-Allow-Headers", "x-a, x-b"]);
});

test("an OPTIONS request that is no preflight is an ordinary one", () => {
  expect(chooseReply({ id: "x1", method: "OPTIONS", headers: [] }).status).toBe(200);
});

test("a refusal says what, why and when to come back", () => {
  const reply = refusalReply({
    status: 429,
    code: "rate_limited",
    message: "Slow",
    retryAfterSeconds: 3,
  });
  expect(reply.headers).toContainEqual(["Retry-After", "3"]);
  expect(JSON.parse(reply.body)).toEqual({ error: { code: "rate_limited", message: "Slow" } });
});
