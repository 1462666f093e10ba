import { expect, test } from "vitest";
import { cacheableJson } from "#lib/http/cacheable-json.ts";

const ask = (ifNoneMatch?: string) =>
  new Request("http://localhost/", {
    headers: ifNoneMatch === undefined ? {} : { "if-none-match": ifNoneMatch },
  });

test("the tag follows the text", () => {
  const tagOf = (body: unknown) => cacheableJson(ask(), body).headers.get("etag");
  expect(tagOf({ a: 1 })).toBe(tagOf({ a: 1 }));
  expect(tagOf({ a: 1 })).not.toBe(tagOf({ a: 2 }));
});

test.each([
  ["the same tag", (tag: string) => tag, 304],
  ["a weak one", (tag: string) => `W/${tag}`, 304],
  ["one of several", (tag: string) => `"x",${tag}`, 304],
  ["any", () => "*", 304],
  ["another", () => '"x"', 200],
])("%s is answered as HTTP says", async (_case, tag, status) => {
  const first = cacheableJson(ask(), { a: 1 });
  const again = cacheableJson(ask(tag(first.headers.get("etag") ?? "")), { a: 1 });
  expect([again.status, await again.text()]).toEqual([status, status === 304 ? "" : '{"a":1}']);
  expect(again.headers.get("cache-control")).toBe("public, max-age=300");
});
