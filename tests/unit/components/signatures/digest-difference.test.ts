import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  describeDifference,
  digestLines,
  firstDifference,
  receivedSignatures,
} from "#components/signatures/digest-difference.ts";

describe("the first difference", () => {
  test.each([
    ["4f2a91", "4f2a91", null],
    ["4f2a91", "4f2b91", 3],
    ["4f2a91", "9f2a91", 0],
    ["4f2a91", "4f2a", 4],
    ["4f2a", "4f2a91", 4],
    ["4f2a91", "", 0],
  ])("of %j and %j is at %j", (expected, received, at) => {
    expect(firstDifference(expected, received)).toBe(at);
  });

  test("is not the case of hex", () => {
    expect(firstDifference("4f2a91", "4F2A91")).toBeNull();
    expect(firstDifference("4f2a91", "4F2B91")).toBe(3);
  });

  test("is the case of base64", () => {
    expect(firstDifference("TyqR+A==", "tyqR+A==")).toBe(0);
  });

  test("is not the padding, which base64url may leave out", () => {
    expect(firstDifference("TyqR-A", "TyqR-A==")).toBeNull();
  });
});

describe("in words", () => {
  test.each([
    ["4f2a91", "4F2A91", "They are the same."],
    ["4f2a91", "4f2ab1", "First difference at character 5."],
    [
      "4f2a91",
      "4f2a",
      "The same up to character 4. The received one has 4 characters, the expected one 6.",
    ],
    [
      "4f2a91",
      "TyqR",
      "First difference at character 1. The received one has 4 characters, the expected one 6.",
    ],
  ])("%j and %j", (expected, received, words) => {
    expect(describeDifference(expected, received)).toBe(words);
  });
});

describe("lines", () => {
  test("cut both digests at the same characters and mark one place", () => {
    expect(digestLines("aaaabbbbcc", "aaaabxbb", 4)).toEqual([
      { start: 0, expected: "aaaa", received: "aaaa", differsAt: null },
      { start: 4, expected: "bbbb", received: "bxbb", differsAt: 1 },
      { start: 8, expected: "cc", received: "", differsAt: null },
    ]);
  });

  test("mark where the shorter one ends, even at the start of a line", () => {
    expect(digestLines("aaaabbbb", "aaaa", 4).map((line) => line.differsAt)).toEqual([null, 0]);
  });

  test("hold every character, and mark exactly the first that differs", () => {
    const digest = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), maxLength: 140 });
    fc.assert(
      fc.property(digest, digest, fc.integer({ min: 1, max: 40 }), (expected, received, chars) => {
        const lines = digestLines(expected, received, chars);
        expect(lines.map((line) => line.expected).join("")).toBe(expected);
        expect(lines.map((line) => line.received).join("")).toBe(received);
        const marked = lines.filter((line) => line.differsAt !== null);
        const at = marked.map((line) => line.start + (line.differsAt ?? 0));
        const difference = firstDifference(expected, received);
        expect(at).toEqual(difference === null ? [] : [difference]);
      }),
    );
  });
});

describe("received signatures", () => {
  test("come one by one, in their order when none matches", () => {
    expect(receivedSignatures("aa11, bb22", "cc33")).toEqual(["aa11", "bb22"]);
  });

  test("begin with the one that matches", () => {
    expect(receivedSignatures("aa11, bb22, cc33", "cc33")).toEqual(["cc33", "aa11", "bb22"]);
    expect(receivedSignatures("AA11, CC33", "cc33")).toEqual(["CC33", "AA11"]);
  });
});
