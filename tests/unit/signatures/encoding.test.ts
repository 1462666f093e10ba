import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeKeyText,
  decodeSignature,
  decodeText,
  encodeBytes,
  equalBytes,
  utf8Text,
  wireBytes,
} from "#lib/signatures/encoding.ts";

const ENCODINGS = ["hex", "base64", "base64url"] as const;

describe("encodeBytes and decodeText", () => {
  test.each(ENCODINGS)(
    "give any bytes back in %s, as Node's own decoder reads them",
    (encoding) => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
          const text = encodeBytes(bytes, encoding);
          expect(decodeText(text, encoding)).toEqual(bytes);
          expect(new Uint8Array(Buffer.from(text, encoding))).toEqual(bytes);
        }),
      );
    },
  );

  test.each([
    ["hex", "00FFab", [0, 255, 171]],
    ["base64", "+/8=", [251, 255]],
    ["base64url", "-_8=", [251, 255]],
    ["base64url", "-_8", [251, 255]],
    ["base64", "", []],
  ] as const)("read %s %s", (encoding, text, bytes) => {
    expect(decodeText(text, encoding)).toEqual(new Uint8Array(bytes));
  });

  test.each([
    ["hex", "abc"],
    ["hex", "0g"],
    ["hex", "0x00"],
    ["hex", "00 00"],
    ["hex", "٠٠"],
    ["base64", "+/8"],
    ["base64", "-_8="],
    ["base64", "+/9="],
    ["base64", "AB=="],
    ["base64", "===="],
    ["base64", "A==="],
    ["base64", "AA=A"],
    ["base64", "AAAA\n"],
    ["base64", " AAA"],
    ["base64url", "+/8="],
    ["base64url", "A"],
    ["base64url", "-_9"],
    ["base64url", "-_8=="],
  ] as const)("refuse %s %j", (encoding, text) => {
    expect(decodeText(text, encoding)).toBeNull();
  });
});

test.each([
  ["hex", "00FF", [0, 255]],
  ["base64", "+/8=", [251, 255]],
  ["base64url", "-_8", [251, 255]],
  // What no encoder writes equals nothing.
  ["base64", "+/9=", []],
  ["base64url", "-_9", []],
] as const)("decodeSignature reads %s %s", (encoding, text, bytes) => {
  expect(decodeSignature(text, encoding)).toEqual(new Uint8Array(bytes));
});

test.each([
  ["hex", ""],
  ["hex", "00f"],
  ["base64", ""],
  ["base64", "+/8"],
  ["base64", "-_8="],
  ["base64url", "+/8"],
  ["base64url", "A"],
] as const)("decodeSignature refuses %s %j", (encoding, text) => {
  expect(decodeSignature(text, encoding)).toBeNull();
});

test("equalBytes compares content and length", () => {
  const bytes = new Uint8Array([1, 2, 3]);
  expect(equalBytes(bytes, new Uint8Array([1, 2, 3]))).toBe(true);
  expect(equalBytes(bytes, new Uint8Array([1, 2, 4]))).toBe(false);
  expect(equalBytes(bytes, new Uint8Array([1, 2]))).toBe(false);
  expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true);
});

test("wireBytes takes a character for a byte, and UTF-8 where that can't be", () => {
  expect([...wireBytes("p\u00c3\u00a4")]).toEqual([0x70, 0xc3, 0xa4]);
  expect([...wireBytes("€")]).toEqual([0xe2, 0x82, 0xac]);
});

test("utf8Text replaces what is not UTF-8 and keeps a byte order mark", () => {
  expect(utf8Text(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff]))).toBe("\ufeffa\ufffd");
  expect(utf8Text(new Uint8Array([0x61, 0xc3, 0xa9]), 2)).toBe("a");
});

test.each([
  ["+/8=", [251, 255]],
  ["-_8=", [251, 255]],
  ["+/9=", [251, 255]],
  ["", []],
] as const)("decodeKeyText reads %j as libraries read keys", (text, bytes) => {
  expect(decodeKeyText(text)).toEqual(new Uint8Array(bytes));
});

test.each(["A", "A===", "+/8", "not base64", "éééé"])("decodeKeyText refuses %j", (text) => {
  expect(decodeKeyText(text)).toBeNull();
});
