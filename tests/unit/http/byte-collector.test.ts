import fc from "fast-check";
import { expect, test } from "vitest";
import { createByteCollector } from "#lib/http/byte-collector.ts";

test("gives back every byte in order, however it was cut", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (chunks) => {
      const collector = createByteCollector();
      for (const chunk of chunks) collector.add(chunk);
      const whole = Buffer.concat(chunks);
      expect(collector.length()).toBe(whole.length);
      expect(Buffer.from(collector.bytes())).toEqual(whole);
    }),
  );
});

test("hands a single chunk through without copying it", () => {
  const chunk = Buffer.from("whole");
  const collector = createByteCollector();
  collector.add(chunk);
  expect(collector.bytes().buffer).toBe(chunk.buffer);
});

test("does not write into a chunk that it was given", () => {
  const chunk = Buffer.from("abcdef");
  const collector = createByteCollector();
  collector.add(chunk.subarray(0, 2));
  collector.add(Buffer.from("XY"));
  expect(chunk.toString()).toBe("abcdef");
});

test("holds a megabyte of single bytes in about two", () => {
  const collector = createByteCollector();
  const byte = new Uint8Array([120]);
  for (let index = 0; index < 1_000_000; index += 1) collector.add(byte);
  expect(collector.bytes().buffer.byteLength).toBeLessThan(2_100_000);
});
