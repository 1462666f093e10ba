import { expect, test } from "vitest";
import { browserRequest, leftOutByBrowser } from "#components/delivery/browser-request.ts";

const given = {
  ...{ target: "http://localhost:3000/hooks/?a=1", path: "", query: "", method: "POST" },
  headers: [
    ["Host", "hooks.example"],
    ["Content-Type", "application/json"],
    ["X-Event", "paid"],
    ["x-event", "twice"],
    ["Accept", "*/*"],
    ["Sec-Fetch-Mode", "cors"],
  ] satisfies [string, string][],
  body: new TextEncoder().encode("{}"),
};

test("Path and query are appended, and what no page may set is left out.", () => {
  const built = browserRequest({ ...given, path: "orders", query: "page=2" });
  expect(built).toMatchObject({
    ok: true,
    request: {
      url: "http://localhost:3000/hooks/orders?a=1&page=2",
      toAllow: ["Content-Type", "x-event"],
    },
  });
  expect(built.ok && built.request.init.headers).toEqual(given.headers.slice(1, 5));
  expect(leftOutByBrowser(given.headers)).toEqual(["Host", "Sec-Fetch-Mode"]);
});

test("A form needs nobody's leave.", () => {
  const headers: [string, string][] = [["content-type", "text/plain; charset=utf-8"]];
  expect(browserRequest({ ...given, headers })).toMatchObject({ request: { toAllow: [] } });
});

test("GET goes without a body, as the browser wants it.", () => {
  const built = browserRequest({ ...given, method: "GET" });
  expect(built.ok && "body" in built.request.init).toBe(false);
});

test.each([
  "https://example.com/",
  "localhost:3000",
  "ftp://localhost/",
  "",
  "http://127.0.0.1.evil/",
])("%j is not the reader's own machine.", (target) => {
  expect(browserRequest({ ...given, target })).toMatchObject({
    ok: false,
    refusal: { field: "target" },
  });
});

test("TRACE is no page's to send.", () => {
  expect(browserRequest({ ...given, method: "trace" })).toMatchObject({
    refusal: { field: "method" },
  });
});
