import { expect, test } from "vitest";
import { rawMessageHead, rawMessageText } from "#lib/inspection/raw-message.ts";

test("writes the head as it was on the wire", () => {
  const head = rawMessageHead({
    method: "POST",
    target: "/in/abc//x?a=%zz",
    httpVersion: "1.1",
    headers: [
      ["Host", "example.com"],
      ["x-Dup", "1"],
      ["X-dup", ""],
    ],
  });
  expect(head).toBe(
    "POST /in/abc//x?a=%zz HTTP/1.1\r\nHost: example.com\r\nx-Dup: 1\r\nX-dup: \r\n\r\n",
  );
});

test("does not double the protocol's name", () => {
  expect(rawMessageHead({ method: "GET", target: "/", httpVersion: "HTTP/1.0", headers: [] })).toBe(
    "GET / HTTP/1.0\r\n\r\n",
  );
});

test("puts body and trailers behind the head", () => {
  expect(rawMessageText("GET / HTTP/1.1\r\n\r\n", "hello", [])).toBe("GET / HTTP/1.1\r\n\r\nhello");
  expect(rawMessageText("GET / HTTP/1.1\r\n\r\n", "hello", [["Digest", "x"]])).toBe(
    "GET / HTTP/1.1\r\n\r\nhello\r\nDigest: x\r\n\r\n",
  );
});
