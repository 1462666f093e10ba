import { expect, test } from "vitest";
import { parseCookies, setCookie } from "#lib/http/cookies.ts";

test("reads cookies, the first of a name first", () => {
  expect([...parseCookies("a=1; b=x=y;c; a=2; =z")]).toEqual([
    ["a", "1"],
    ["b", "x=y"],
  ]);
  expect(parseCookies(null).size).toBe(0);
});

test("writes cookies that scripts cannot read and other sites cannot send", () => {
  const cookie = { name: "n", value: "v", maxAgeSeconds: 60 };
  expect(setCookie({ ...cookie, secure: false })).toBe(
    "n=v; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
  );
  expect(setCookie({ ...cookie, secure: true })).toMatch(/; Secure$/);
});
