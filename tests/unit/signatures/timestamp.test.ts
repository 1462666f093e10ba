import { describe, expect, test } from "vitest";
import { describeSkew, formatSeconds, readTimestamp } from "#lib/signatures/timestamp.ts";

const AT = Date.UTC(2023, 10, 14, 22, 13, 20);

describe("readTimestamp", () => {
  test.each([
    ["1700000000", "s", AT],
    ["1700000000123", "ms", AT + 123],
    ["1700000000", "auto", AT],
    ["1700000000123", "auto", AT + 123],
    ["2023-11-14T22:13:20Z", "iso", AT],
    ["2023-11-15T03:58:20.123456789+05:45", "iso", AT + 123],
    ["2023-11-14T22:13:20Z", "auto", AT],
    ["Tue, 14 Nov 2023 22:13:20 GMT", "auto", AT],
  ] as const)("reads %s in %s", (text, unit, expected) => {
    expect(readTimestamp(text, unit)).toBe(expected);
  });

  test.each([
    ["", "s"],
    ["-1", "s"],
    ["1.5", "s"],
    ["1e9", "s"],
    ["0x10", "s"],
    [" 1700000000", "s"],
    ["1700000000000000", "s"],
    ["2023-11-14T22:13:20Z", "s"],
    ["2023-11-14T22:13:20", "iso"],
    ["2023-13-14T22:13:20Z", "iso"],
    ["1700000000", "iso"],
    ["yesterday", "auto"],
  ] as const)("refuses %j in %s", (text, unit) => {
    expect(readTimestamp(text, unit)).toBeNull();
  });
});

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [301, "5 min 1 s"],
  [720, "12 min"],
  [3605, "1 h"],
  [93_600, "1 d 2 h"],
])("%d seconds read as %s", (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test("describeSkew tells old from ahead", () => {
  expect(describeSkew(720)).toBe("was 12 min old when the request arrived");
  expect(describeSkew(-5)).toBe("was 5 s ahead of the clock when the request arrived");
  expect(describeSkew(0)).toBe("was of the very second in which the request arrived");
});
