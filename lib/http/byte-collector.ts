/** Puts the chunks of a body together as they come. */
export type ByteCollector = {
  /** Bytes so far. */
  length: () => number;
  add: (chunk: Uint8Array) => void;
  /** All of it in one piece; of a single chunk that chunk itself. */
  bytes: () => Uint8Array;
};

const FIRST_GROWTH_BYTES = 64 * 1024;

/**
 * Holds at most about twice the bytes it was given. Keeping the chunks themselves would not: a body in
 * chunks of one byte costs hundreds of bytes for each.
 */
export function createByteCollector(): ByteCollector {
  let buffer: Uint8Array = new Uint8Array(0);
  let length = 0;

  function grow(needed: number): void {
    const larger = new Uint8Array(Math.max(FIRST_GROWTH_BYTES, needed, 2 * buffer.length));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  return {
    length: () => length,
    add(chunk) {
      if (length === 0) {
        // Most bodies come whole; this one is not written to, since any other chunk needs more room.
        buffer = chunk;
        length = chunk.length;
        return;
      }
      if (length + chunk.length > buffer.length) grow(length + chunk.length);
      buffer.set(chunk, length);
      length += chunk.length;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
