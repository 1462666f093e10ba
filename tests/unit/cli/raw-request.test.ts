import { expect, test } from "vitest";
import { addressOfRaw, parseRawRequest } from "#lib/cli/raw-request.ts";

function parse(message: string) {
  const parsed = parseRawRequest(Buffer.from(message, "latin1"));
  if (!parsed.ok) throw new Error(parsed.message);
  const { body, ...head } = parsed.request;
  return { ...head, body: Buffer.from(body).toString("latin1") };
}

test.each(["\n", "\r\n"])("The head may end its lines with %j, the body is left alone.", (end) => {
  const head = ["POST /a?b HTTP/1.1", "Host: x", "X-Two:  spaced \t", "X-Two: \xe9", ""].join(end);
  expect(parse(`${head}${end}\r\n one\n\n\r\ntwo \xff`)).toEqual({
    ...{ method: "POST", target: "/a?b" },
    headers: [
      ["Host", "x"],
      ["X-Two", "spaced"],
      ["X-Two", "\xe9"],
    ],
    body: "\r\n one\n\n\r\ntwo \xff",
  });
});

test("Folded lines, empty lines before it, a byte order mark and a missing version are taken.", () => {
  expect(parse("\n\n\xef\xbb\xbfGET /\nX: one\n\t two\n\nbody").headers).toEqual([
    ["X", "one two"],
  ]);
});

test.each(["GET / HTTP/1.1", "GET / HTTP/1.1\nHost: x", "GET / HTTP/1.1\nHost: x\n\n"])(
  "%j has no body.",
  (message) => {
    expect(parse(message)).toMatchObject({ method: "GET", body: "" });
  },
);

test.each([
  ["", "Line 1 is no request line such as POST /path HTTP/1.1"],
  ["HTTP/1.1 200 OK\n\n", "Line 1 is no request line such as POST /path HTTP/1.1"],
  ["GET / HTTP/1.1\nno header\n\n", "Line 2 is no header such as Name: value"],
  ["GET / HTTP/1.1\nA: b\n: c\n\n", "Line 3 is no header such as Name: value"],
])("%j is refused", (message, sentence) => {
  expect(parseRawRequest(Buffer.from(message))).toEqual({ ok: false, message: sentence });
});

test.each([
  ["POST /a HTTP/1.1\nHost: example.com\n\n", "https://example.com/a"],
  ["POST /a HTTP/1.1\nHost: localhost:3000\n\n", "http://localhost:3000/a"],
  ["POST /a HTTP/1.1\nHost: x\nX-Forwarded-Proto: http\n\n", "http://x/a"],
  ["POST http://y/b HTTP/1.1\nHost: x\n\n", "http://y/b"],
])("%j was sent to %s", (message, address) => {
  expect(addressOfRaw({ ...parse(message), body: new Uint8Array() })).toBe(address);
});
