import { expect, test } from "vitest";
import { attemptHeaders, countPasses, isLoop } from "#lib/delivery/outgoing-headers.ts";
import type { HeaderList } from "#lib/http/headers.ts";

test.each<[HeaderList, number]>([
  [[], 0],
  [[["CDN-Loop", "cloudflare; loops=1"]], 0],
  [[["cdn-loop", "hookglass"]], 1],
  [[["CDN-Loop", "HookGlass ; hops=1"]], 1],
  [[["CDN-Loop", "a, hookglass; hops=1, b, hookglass;hops=2"]], 2],
  [
    [
      ["CDN-Loop", "hookglass; hops=1"],
      ["CDN-Loop", "hookglass; hops=2"],
    ],
    2,
  ],
  [[["CDN-Loop", "not-hookglass, hookglass.example"]], 0],
  [[["X-Loop", "hookglass"]], 0],
])("%j has passed %i times.", (headers, passes) => {
  expect(countPasses(headers)).toBe(passes);
  expect(isLoop(headers)).toBe(passes >= 2);
});

test("An attempt's own fields come last and replace those of an earlier delivery.", () => {
  const { fields, written } = attemptHeaders({
    headers: [
      ["hookglass-delivery-id", "old"],
      ["Hookglass-Attempt", "7"],
      ["X-Kept", "1"],
    ],
    deliveryId: "new",
    number: 2,
    method: "POST",
    host: "example.com:8080",
    bodyBytes: 0,
  });
  expect(fields).toEqual([
    ["X-Kept", "1"],
    ["Hookglass-Delivery-Id", "new"],
    ["Hookglass-Attempt", "2"],
    ["CDN-Loop", "hookglass; hops=1"],
  ]);
  expect(written).toEqual([
    ["host", "example.com:8080"],
    ["connection", "close"],
    ...fields,
    ["content-length", "0"],
  ]);
});
