import { describe, expect, test } from "vitest";
import {
  createDeliverySchema,
  createLabSchema,
  idempotencyKeyOf,
  redriveSchema,
} from "#lib/delivery/input.ts";

const target = "https://example.com/hook";

function problems(input: unknown): string[] {
  const result = createDeliverySchema.safeParse(input);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("A target alone is enough, and every part may be edited.", () => {
  expect(createDeliverySchema.parse({ target: ` ${target} ` })).toEqual({ target });
  const whole = {
    target: "http://localhost:3000",
    method: "PROPFIND",
    headers: [
      ["X-A", "1"],
      ["x-a", "caf\u00e9\twith tab"],
      ["Empty", ""],
    ],
    bodyBase64: "eyJhIjoxfQ==",
    resign: false,
  };
  expect(createDeliverySchema.parse(whole)).toEqual(whole);
  expect(problems({ target, bodyBase64: "", headers: [], retry: null })).toEqual([]);
});

describe("other ways to say the same", () => {
  const targetId = "iifnfqazh7fzu5hqwc5i";
  test.each<[input: object, same: object]>([
    [{ target: { url: target } }, { target }],
    [{ target: targetId }, { targetId }],
    [{ target: { id: targetId } }, { targetId }],
    [
      { target, retry: true },
      { target, retry: { kind: "default" } },
    ],
    [
      { target, retry: false },
      { target, retry: { kind: "none" } },
    ],
    [
      { target, headers: { "X-A": "1", Cookie: ["a=1", "b=2"] } },
      {
        target,
        headers: [
          ["X-A", "1"],
          ["Cookie", "a=1"],
          ["Cookie", "b=2"],
        ],
      },
    ],
  ])("%j", (input, same) => {
    expect(createDeliverySchema.parse(input)).toEqual(same);
  });

  test("The lab takes a target in these ways, too.", () => {
    const run = { times: 2, pattern: "pairs" };
    expect(createLabSchema.parse({ ...run, target: targetId })).toMatchObject({ targetId });
    expect(createLabSchema.safeParse({ ...run, target: targetId, targetId }).success).toBe(false);
  });
});

describe("what is refused", () => {
  test.each<[unknown, string]>([
    [{}, "target: must be the URL to send to"],
    [{ target: 1 }, "target: must be the URL to send to"],
    [{ target: "" }, "target: The target is not a URL: write https://host/path"],
    [{ target: "example.com" }, "target: The target is not a URL: write https://host/path"],
    [{ target: "localhost:3000/a" }, "target: The target must start with http:// or https://"],
    [
      { target: "ftp://example.com" },
      "target: The target must start with http:// or https://, not ftp://",
    ],
    [
      { target: "https://a:b@example.com" },
      "target: The target must not carry a user name or password: use a header instead",
    ],
    [
      { target: `https://example.com/${"a".repeat(4_100)}` },
      "target: must have at most 4096 characters",
    ],
    [{ target, method: "" }, "method: must be an HTTP method such as POST"],
    [{ target, method: "GET /" }, "method: must be an HTTP method such as POST"],
    [{ target, method: "A\r\nB" }, "method: must be an HTTP method such as POST"],
    [{ target, method: "TRACE" }, "method: TRACE requests are captured but not sent on"],
    [{ target, method: "connect" }, "method: connect requests are captured but not sent on"],
    [{ target, headers: "a: b" }, "headers: must be a list of [name, value] pairs"],
    [{ target, headers: { a: 1 } }, "headers.0.1: must be text"],
    [{ target: { url: "x" } }, "target: The target is not a URL: write https://host/path"],
    [{ target: { url: target, id: "t" } }, "target: must be the URL to send to"],
    [{ target, headers: [["a"]] }, "headers.0: must be a pair of name and value"],
    [
      { target, headers: [["a b", "1"]] },
      "headers.0.0: must be a header name: letters, digits and hyphens",
    ],
    [
      { target, headers: [["", "1"]] },
      "headers.0.0: must be a header name: letters, digits and hyphens",
    ],
    [
      { target, headers: [["a:", "1"]] },
      "headers.0.0: must be a header name: letters, digits and hyphens",
    ],
    [
      {
        target,
        headers: [
          ["a", "1"],
          ["b", "x\r\nInjected: 1"],
        ],
      },
      "headers.1.1: must be one line without control characters, in Latin-1 characters",
    ],
    [
      { target, headers: [["a", "\0"]] },
      "headers.0.1: must be one line without control characters, in Latin-1 characters",
    ],
    [
      { target, headers: [["a", "☃"]] },
      "headers.0.1: must be one line without control characters, in Latin-1 characters",
    ],
    [
      { target, headers: [["a", "x".repeat(70_000)]] },
      "headers: must have at most 65536 characters in all",
    ],
    [{ target, bodyBase64: "abc" }, "bodyBase64: must be base64 with padding"],
    [{ target, bodyBase64: "ab c" }, "bodyBase64: must be base64 with padding"],
    [{ target, bodyBase64: "a===" }, "bodyBase64: must be base64 with padding"],
    [{ target, resign: "maybe" }, 'resign: must be true, false or "force"'],
    [
      { target, retry: { attempts: 3 } },
      "retry.kind: must be none, default, linear or exponential",
    ],
    [{ target, targetId: "t" }, "target: leave it out when targetId is there"],
    [{ target, path: "a b" }, "path: must be a path as it stands in a URL, without spaces"],
  ])("%j", (input, problem) => {
    expect(problems(input)).toEqual([problem]);
  });

  test("Fields nobody knows are named.", () => {
    expect(problems({ target, url: "x" })).toEqual([': Unrecognized key: "url"']);
  });
});

describe("what is redriven", () => {
  const id = "019a0000-0000-7000-8000-000000000001";
  test.each([
    [{ ids: [id] }, true],
    [{ reason: "http_500" }, true],
    [{ targetId: "t" }, true],
    [{ reason: "http_500", targetId: "t" }, true],
    [{ all: true }, true],
    [{}, false],
    [{ all: false }, false],
    [{ ids: [] }, false],
    [{ ids: ["x"] }, false],
    [{ ids: [id], targetId: "t" }, false],
    [{ all: true, reason: "timeout" }, false],
    [{ reason: "" }, false],
  ])("%j: %s", (input, ok) => {
    expect(redriveSchema.safeParse(input).success).toBe(ok);
  });
});

test("The Idempotency-Key is taken from its header, without blanks, at most 255 characters.", () => {
  const call = (key?: string) =>
    new Request("http://x/", key === undefined ? {} : { headers: { "Idempotency-Key": key } });
  expect(idempotencyKeyOf(call())).toBeNull();
  expect(idempotencyKeyOf(call(" "))).toBeNull();
  expect(idempotencyKeyOf(call(" k-1 "))).toBe("k-1");
  expect(() => idempotencyKeyOf(call("k".repeat(256)))).toThrow(
    "Idempotency-Key may have at most 255 characters",
  );
});
