import { describe, expect, test } from "vitest";
import { deliveriesFor, type Forwarding, orderKeyOf } from "#lib/delivery/forwarding.ts";
import { DEFAULT_SETTINGS, type TargetSettings } from "#lib/delivery/target-settings.ts";
import { targetUrlFor } from "#lib/delivery/target-url.ts";
import { compileSearch } from "#lib/inspection/search-grammar.ts";
import { createSubject } from "#lib/inspection/search-subject.ts";
import type { StoredRequest } from "#lib/requests/stored-request.ts";

const REQUEST: StoredRequest = {
  id: "019a0000-0000-7000-8000-000000000001",
  binId: "bin",
  receivedAt: new Date(0),
  method: "POST",
  target: "/in/slug/orders/1?page=2",
  httpVersion: "1.1",
  remoteAddress: "",
  headers: [["X-Shop", "north"]],
  trailers: [],
  body: new TextEncoder().encode('{"customer":{"id":7}}'),
  contentType: null,
  firstByteMs: 0,
  lastByteMs: 0,
  replyStatus: 200,
  verificationStatus: "failed",
  fidelity: "wire",
  eventId: "x-github-delivery:1",
};

function rule(settings: Partial<TargetSettings> = {}, hasRoom = true): Forwarding[number] {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const search = compileSearch(all.filter);
  if (!search.ok) throw new Error(search.message);
  return {
    targetId: "t",
    url: "https://a.test/hook",
    settings: all,
    matches: search.isEmpty ? null : search.matches,
    hasRoom,
  };
}

const one = (settings: Partial<TargetSettings>) =>
  deliveriesFor([rule(settings)], REQUEST).deliveries[0];

describe("deliveriesFor", () => {
  test("A matching capture is queued for the target.", () => {
    expect(one({})).toMatchObject({
      requestId: REQUEST.id,
      targetId: "t",
      url: "https://a.test/hook",
      origin: "rule",
      lane: "target:t",
      ordered: false,
      onceKey: null,
      bodyBytes: 21,
    });
    expect(one({ filter: "method:GET" })).toBeUndefined();
    expect(one({ filter: "path:/orders header:X-Shop=north body.customer.id=7" })).toBeDefined();
    expect(one({ onlyVerified: true })).toBeUndefined();
    expect(one({ deliverOnce: true })?.onceKey).toBe("x-github-delivery:1");
  });

  test("A target without room is skipped, and named.", () => {
    expect(deliveriesFor([rule({}, false)], REQUEST)).toEqual({ deliveries: [], skipped: ["t"] });
    expect(deliveriesFor([rule({ filter: "nothing" }, false)], REQUEST).skipped).toEqual([]);
  });

  test("An order is kept in lanes: one for all, or one for each key.", () => {
    expect(one({ order: "bin" })).toMatchObject({ lane: "target:t", ordered: true });
    const first = one({ order: "key", orderKey: "header:X-Shop" });
    expect(first?.lane).toMatch(/^target:t:[\w-]{22}$/);
    expect(first?.ordered).toBe(true);
    expect(one({ order: "key", orderKey: "query:page" })?.lane).not.toBe(first?.lane);
  });
});

test("The captured path and query are appended where they are wanted.", () => {
  const captured = { path: "/orders/1", query: "page=2" };
  const url = (target: string, appendPath: boolean, appendQuery: boolean) =>
    targetUrlFor(target, { appendPath, appendQuery }, captured);
  expect(url("https://a.test/hook/?x=1#y", false, false)).toBe("https://a.test/hook/?x=1");
  expect(url("https://a.test/hook/", true, false)).toBe("https://a.test/hook/orders/1");
  expect(url("https://a.test", true, true)).toBe("https://a.test/orders/1?page=2");
  expect(url("https://a.test/?x=1", false, true)).toBe("https://a.test/?x=1&page=2");
  const evil = { path: "//evil.test/..%2f", query: "" };
  expect(
    new URL(targetUrlFor("https://a.test/h", { appendPath: true, appendQuery: true }, evil)).host,
  ).toBe("a.test");
});

test("Keys come from headers, the query or the body.", () => {
  const subject = createSubject({ ...REQUEST, path: "/", query: "page=2" });
  expect(orderKeyOf("header:x-shop", subject)).toBe("north");
  expect(orderKeyOf("query:page", subject)).toBe("2");
  expect(orderKeyOf("body.customer.id", subject)).toBe("7");
  expect(orderKeyOf("body.customer", subject)).toBe('{"id":7}');
  expect(orderKeyOf("body.nobody", subject)).toBe("");
});
