import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  MAX_UNPACKED_BYTES,
  unpackAnswer,
  unpackableFormat,
} from "#components/delivery/unpack-answer.ts";

const text = "line\n".repeat(20_000);

test.each([
  ["gzip", "gzip"],
  [" X-GZIP ", "gzip"],
  ["deflate", "deflate"],
  ["br", null],
  ["gzip, gzip", null],
  ["identity", null],
  [null, null],
])("A Content-Encoding of %j is unpacked as %j.", (encoding, format) => {
  expect(unpackableFormat(encoding)).toBe(format);
});

describe("unpacking", () => {
  test.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
  ] as const)("gives back what %s has packed", async (format, pack) => {
    const unpacked = await unpackAnswer(Uint8Array.from(pack(text)), format);
    expect(unpacked?.cut).toBe(false);
    expect(Buffer.from(unpacked?.bytes ?? []).toString()).toBe(text);
  });

  test("gives the start of an answer that was cut", async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i) % 251)));
    const unpacked = await unpackAnswer(Uint8Array.from(packed.subarray(0, 1000)), "gzip");
    expect(unpacked?.cut).toBe(true);
    expect(unpacked?.bytes.slice(0, 4)).toEqual(Uint8Array.of(0, 1, 4, 9));
  });

  test("stops at 1 MiB, however much a few bytes stand for", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const unpacked = await unpackAnswer(Uint8Array.from(bomb), "gzip");
    expect(unpacked).toMatchObject({ cut: true, bytes: { length: MAX_UNPACKED_BYTES } });
  });

  test("gives nothing for what is not packed at all", async () => {
    expect(await unpackAnswer(new TextEncoder().encode("plain"), "gzip")).toBeNull();
  });
});
