import { expect, test } from "vitest";
import type { HeaderList } from "#lib/http/headers.ts";
import { eventIdOf, eventIdSource } from "#lib/requests/event-id.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const event = (headers: HeaderList, body = "{}", method = "POST", path = "/") =>
  eventIdOf({ method, path, headers, body: encode(body) });

test.each<[HeaderList, string, string]>([
  [[["x-github-delivery", "72d3"]], "{}", "x-github-delivery:72d3"],
  [[["svix-id", "msg_1"]], "{}", "svix-id:msg_1"],
  [[["webhook-id", "msg_1"]], "{}", "webhook-id:msg_1"],
  [[["X-Shopify-Webhook-Id", "b5"]], "{}", "x-shopify-webhook-id:b5"],
  [[["Stripe-Signature", "t=1"]], '{"id":"evt_1"}', "id:evt_1"],
  [[["X-Slack-Signature", "v0"]], '{"event_id":"Ev1"}', "event_id:Ev1"],
])("%j is the event %s", (headers, body, expected) => {
  expect(event(headers, body)).toBe(expected);
  expect(eventIdSource(expected)).toBe(expected.split(":")[0]);
});

test("Without an id of the provider's the same request is the same event.", () => {
  const id = event([], '{"a":1}');
  expect(id).toMatch(/^body:[\w-]{27}$/);
  expect(event([["Date", "later"]], '{"a":1}')).toBe(id);
  expect(event([], '{"a":2}')).not.toBe(id);
  expect(event([], '{"a":1}', "PUT")).not.toBe(id);
  expect(event([], '{"a":1}', "POST", "/other")).not.toBe(id);
});

test("A field that is no text, or no field at all, is no id.", () => {
  const signed: HeaderList = [["Stripe-Signature", "t=1"]];
  for (const body of ['{"id":7}', "[]", "null", "{", '{"other":1}']) {
    expect(event(signed, body)).toMatch(/^body:/);
  }
  expect(event([["X-GitHub-Delivery", "x".repeat(201)]])).toMatch(/^body:/);
});
