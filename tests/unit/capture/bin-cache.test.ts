import { expect, test } from "vitest";
import type { BinVerifier } from "#lib/bins/verifier.ts";
import { createBinCache } from "#lib/capture/bin-cache.ts";

const bin = (slug: string): BinVerifier => ({ id: `id-${slug}`, slug, signature: null });

function setUp() {
  const loads: string[] = [];
  let nowMs = 0;
  const cache = createBinCache(
    async (slug) => {
      loads.push(slug);
      return slug === "unknown" ? null : bin(slug);
    },
    () => nowMs,
  );
  return { cache, loads, advance: (ms: number) => (nowMs += ms) };
}

test("loads a bin once and then answers without a promise", async () => {
  const { cache, loads } = setUp();
  expect(await Promise.all([cache.find("a"), cache.find("a")])).toEqual([bin("a"), bin("a")]);
  expect(cache.find("a")).toEqual(bin("a"));
  expect(loads).toEqual(["a"]);
});

test("believes what it read for five seconds", async () => {
  const { cache, loads, advance } = setUp();
  await cache.find("a");
  advance(4_999);
  expect(cache.find("a")).not.toBeInstanceOf(Promise);
  advance(1);
  await cache.find("a");
  expect(loads).toEqual(["a", "a"]);
});

test("forgets a changed bin at once, and slugs that did not exist", async () => {
  const { cache, loads } = setUp();
  await cache.find("a");
  await cache.find("b");
  expect(await cache.find("unknown")).toBeNull();
  cache.forget("id-a");
  await Promise.all(["a", "b", "unknown"].map((slug) => cache.find(slug)));
  expect(loads).toEqual(["a", "b", "unknown", "a", "unknown"]);
});

test("does not keep what was read before a change", async () => {
  const { cache, loads } = setUp();
  const early = cache.find("a");
  cache.forget("id-a");
  await early;
  await cache.find("a");
  expect(loads).toEqual(["a", "a"]);
});

test("a failed load is not remembered", async () => {
  let fails = true;
  const cache = createBinCache(
    async (slug) => {
      if (fails) throw new Error("away");
      return bin(slug);
    },
    () => 0,
  );
  await expect(cache.find("a")).rejects.toThrow("away");
  fails = false;
  expect(await cache.find("a")).toEqual(bin("a"));
});
