import { expect, test } from "vitest";
import { leftOutHeaders } from "#components/delivery/left-out-headers.ts";
import { forwardableHeaders } from "#lib/delivery/outgoing-headers.ts";
import type { HeaderList } from "#lib/http/headers.ts";

const HEADERS: HeaderList = [
  ["Host", "hooks.example"],
  ["User-Agent", "provider"],
  ["Connection", "keep-alive, X-Hop"],
  ["x-hop", "1"],
  ["Expect", "100-continue"],
  ["X-Forwarded-For", "192.0.2.1"],
  ["x-forwarded-for", "192.0.2.2"],
  ["CF-Connecting-IP", "192.0.2.1"],
  ["Hookglass-Delivery-Id", "old"],
  ["CDN-Loop", "cloudflare"],
  ["content-length", "3"],
  ["Cookie", "a=b"],
];

test("Every header that is not sent as it stands is named once, with why.", () => {
  expect(leftOutHeaders(HEADERS)).toEqual([
    { reason: "Made anew for the target", names: ["Host", "content-length"] },
    { reason: "Taken from the captured request, so that circles end", names: ["CDN-Loop"] },
    { reason: "Replaced by those of this delivery", names: ["Hookglass-Delivery-Id"] },
    {
      reason: "Not sent, meant for the connection to this server",
      names: ["Connection", "x-hop", "Expect"],
    },
    {
      reason: "Not sent, added on the way to this server",
      names: ["X-Forwarded-For", "CF-Connecting-IP"],
    },
  ]);
});

test("What is said agrees with what is sent.", () => {
  const named = new Set(leftOutHeaders(HEADERS).flatMap(({ names }) => names.map(lower)));
  const sent = new Set(forwardableHeaders(HEADERS).map(([name]) => lower(name)));
  for (const [name] of HEADERS) {
    if (lower(name) !== "cdn-loop") expect(named.has(lower(name))).toBe(!sent.has(lower(name)));
  }
});

test("Nothing is said of headers that are sent as they stand.", () => {
  expect(leftOutHeaders([["Content-Type", "application/json"]])).toEqual([]);
});

const lower = (name: string) => name.toLowerCase();
