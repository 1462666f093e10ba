import { expect, test } from "vitest";
import { isSameOrigin } from "#lib/http/same-origin.ts";

const call = (method: string, headers: Record<string, string>) =>
  isSameOrigin(
    new Request("http://app.example/api", { method, headers: { host: "app.example", ...headers } }),
  );

test.each([
  ["reading from anywhere", "GET", { origin: "https://evil.example" }, true],
  ["our own page", "POST", { "sec-fetch-site": "same-origin" }, true],
  ["the address bar", "POST", { "sec-fetch-site": "none" }, true],
  ["a page of another site", "POST", { "sec-fetch-site": "cross-site" }, false],
  ["a sibling subdomain", "POST", { "sec-fetch-site": "same-site" }, false],
  ["an old browser on our page", "POST", { origin: "http://app.example" }, true],
  ["an old browser on another site", "POST", { origin: "http://evil.example" }, false],
  ["a sandboxed frame", "POST", { origin: "null" }, false],
  ["curl", "POST", {}, true],
  ["a proxy that renames the host", "POST", { origin: "http://127.0.0.1:3000", host: "up" }, true],
  [
    "Basic credentials, which browsers add by themselves",
    "POST",
    { origin: "https://evil.example", authorization: "Basic dTpw" },
    false,
  ],
  ["a bearer token", "POST", { origin: "https://evil.example", authorization: "Bearer x" }, true],
])("%s", (_case, method, headers, expected) => expect(call(method, headers)).toBe(expected));
