import { expect, test } from "vitest";
import { contentSecurityPolicy } from "#lib/http/content-security-policy.ts";

const connectSrc = (path: string) =>
  contentSecurityPolicy({ nonce: "bm9uY2U=", path, dev: false })
    .split("; ")
    .find((directive) => directive.startsWith("connect-src"));

test.each(["/", "/bins/019c0000", "/bins/019c0000/targets", "/dead-letters"])(
  "From %s an owner can come to resend from the browser.",
  (path) => {
    expect(connectSrc(path)).toBe(
      "connect-src 'self' http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:*",
    );
  },
);

test.each(["/s/token", "/sign-in", "/bins", "/dead-letters/x", "//bins/1", "/in/slug"])(
  "Of %s nothing but our own server can be reached.",
  (path) => {
    expect(connectSrc(path)).toBe("connect-src 'self'");
  },
);
