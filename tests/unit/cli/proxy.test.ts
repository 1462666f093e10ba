import { expect, test } from "vitest";
import { proxySetting } from "#lib/cli/proxy.ts";

const environment = (settings: Record<string, string>) => ({
  NODE_ENV: "test" as const,
  ...settings,
});

test.each([
  [
    "http://h.example",
    { HTTP_PROXY: "http://u:p@proxy:81" },
    { name: "HTTP_PROXY", host: "proxy:81" },
  ],
  ["http://h.example", { http_proxy: "http://proxy" }, { name: "HTTP_PROXY", host: "proxy" }],
  ["https://h.example", { HTTP_PROXY: "http://proxy:81" }, null],
  [
    "https://h.example",
    { HTTPS_PROXY: "https://proxy:81" },
    { name: "HTTPS_PROXY", host: "proxy:81" },
  ],
  ["http://127.0.0.1:3000", { HTTP_PROXY: "socks5://proxy:81" }, null],
  ["http://localhost:3000", { HTTP_PROXY: "http://proxy:81" }, null],
  ["http://[::1]:3000", { HTTP_PROXY: "http://proxy:81" }, null],
  ["http://h.example", { HTTP_PROXY: "" }, null],
])("%s with %j", (server, settings, expected) => {
  expect(proxySetting(server, environment(settings))).toEqual(expected);
});

test.each(["proxy:81", "socks5://proxy:81", "http://"])(
  "%s is no proxy that can be used",
  (value) => {
    expect(() => proxySetting("http://h.example", environment({ HTTP_PROXY: value }))).toThrow(
      "HTTP_PROXY must be an address such as http://proxy:8080",
    );
  },
);
