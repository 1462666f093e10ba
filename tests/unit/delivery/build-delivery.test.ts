import { describe, expect, test } from "vitest";
import { buildDelivery, type Sendable } from "#lib/delivery/build-delivery.ts";

const captured: Sendable = {
  method: "POST",
  headers: [
    ["Host", "hooks.example"],
    ["Content-Type", "application/json"],
    ["x-order", "1"],
    ["X-Order", "2"],
    ["Cookie", "session=1"],
    ["Authorization", "Bearer t"],
    ["Connection", "keep-alive, X-Hop"],
    ["X-Hop", "1"],
    ["Content-Length", "7"],
    ["X-Forwarded-Proto", "https"],
    ["Accept-Encoding", "gzip"],
  ],
  body: Buffer.from('{"a":1}'),
};

describe("an unedited request", () => {
  test("keeps method, body and end-to-end headers, cookies and credentials included.", () => {
    expect(buildDelivery(captured, {}, "http://localhost:3000/hook?x=1")).toEqual({
      method: "POST",
      url: "http://localhost:3000/hook?x=1",
      headers: [
        ["Content-Type", "application/json"],
        ["x-order", "1"],
        ["X-Order", "2"],
        ["Cookie", "session=1"],
        ["Authorization", "Bearer t"],
        ["Accept-Encoding", "gzip"],
      ],
      body: null,
    });
  });

  test.each([
    ["https://example.com", "https://example.com/"],
    ["HTTPS://EXAMPLE.com/a b#part", "https://example.com/a%20b"],
    ["http://127.1:80/", "http://127.0.0.1/"],
    ["https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"],
  ])("goes to %s as %s.", (target, url) => {
    expect(buildDelivery(captured, {}, target).url).toBe(url);
  });
});

describe("edits", () => {
  test("replace method, headers and body.", () => {
    const edits = {
      method: "PUT",
      headers: [
        ["X-New", "1"],
        ["Transfer-Encoding", "chunked"],
      ] satisfies [string, string][],
      body: Buffer.from("new"),
    };
    expect(buildDelivery(captured, edits, "https://example.com/")).toEqual({
      method: "PUT",
      url: "https://example.com/",
      headers: [["X-New", "1"]],
      body: Buffer.from("new"),
    });
  });

  test("An empty body is an edit.", () => {
    const { body } = buildDelivery(captured, { body: new Uint8Array() }, "https://example.com/");
    expect(body).toEqual(new Uint8Array());
  });

  test("A body that equals the captured one is none.", () => {
    const edits = { body: Buffer.from('{"a":1}') };
    expect(buildDelivery(captured, edits, "https://example.com/").body).toBeNull();
  });

  test("cannot remove the marks of where the request has been.", () => {
    const looped: Sendable = { ...captured, headers: [["cdn-loop", "hookglass; hops=1"]] };
    const edits = {
      headers: [
        ["A", "1"],
        ["CDN-Loop", "other"],
      ] satisfies [string, string][],
    };
    expect(buildDelivery(looped, edits, "https://example.com/").headers).toEqual([
      ["A", "1"],
      ["CDN-Loop", "hookglass; hops=1"],
    ]);
  });
});
