import { expect, test } from "vitest";
import { formatAge, formatBytes, formatCount, formatDuration } from "#lib/format.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1 KiB"],
  [1536, "1.5 KiB"],
  [10_485_760, "10 MiB"],
])("%d bytes read %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [0.44, "0.4 ms"],
  [35.2, "35 ms"],
  [1_234, "1.2 s"],
  [180_000, "3 min"],
  [7_200_000, "2 h"],
  [172_800_000, "2 d"],
])("%d ms read %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
  [0, "now"],
  [-5_000, "now"],
  [12_900, "12 s"],
  [300_000, "5 min"],
  [10_800_000, "3 h"],
  [172_800_000, "2 d"],
])("%d ms ago read %s", (ms, text) => expect(formatAge(0, ms)).toBe(text));

test("counts agree with their noun", () => {
  expect([0, 1, 1200].map((count) => formatCount(count, "request"))).toEqual([
    "0 requests",
    "1 request",
    "1,200 requests",
  ]);
});
