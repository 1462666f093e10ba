import { expect, test } from "vitest";
import { hexRow, hexRowCount } from "#lib/inspection/hex-dump.ts";

const BYTES = Uint8Array.from({ length: 18 }, (_, index) => (index === 1 ? 0xff : 0x61 + index));

test("shows sixteen bytes per row", () => {
  expect(hexRow(BYTES, 0)).toEqual({
    offset: "00000000",
    hex: ["61", "ff", ...("636465666768696a6b6c6d6e6f70".match(/../g) ?? [])],
    ascii: "a.cdefghijklmnop",
  });
});

test("the last row is as short as it is, and there is none behind it", () => {
  expect(hexRow(BYTES, 1)).toEqual({ offset: "00000010", hex: ["71", "72"], ascii: "qr" });
  expect(hexRow(BYTES, 2).hex).toEqual([]);
});

test("counts rows", () => {
  expect(hexRowCount(new Uint8Array(0))).toBe(0);
  expect(hexRowCount(new Uint8Array(16))).toBe(1);
  expect(hexRowCount(BYTES)).toBe(2);
});

test("control characters, DEL and bytes beyond ASCII are dots", () => {
  expect(hexRow(Uint8Array.of(0x00, 0x0a, 0x20, 0x7e, 0x7f, 0x80), 0).ascii).toBe(".. ~..");
});
