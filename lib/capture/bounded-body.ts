import { env } from "#lib/env.ts";
import { createByteCollector } from "#lib/http/byte-collector.ts";

/** `no_room`: all bodies in flight together hold too much memory. */
export type Overflow = "too_large" | "no_room";

/** A body that is being read. */
export type BoundedBody = {
  /** Null when there was room; else why reading must end. */
  add: (chunk: Uint8Array) => Overflow | null;
  bytes: () => Uint8Array;
  /** Gives its room back; call it once, however reading ended. */
  release: () => void;
};

// On globalThis: the raw door (server.ts) and the Next.js route are two module graphs with one budget.
const KEY = Symbol.for("hookglass.body-bytes-in-flight");
const store = globalThis as { [KEY]?: number };

/** Collects a body of at most `maxBytes`, within what all bodies in flight may hold together. */
export function createBoundedBody(maxBytes: number): BoundedBody {
  const maxInFlight = env().HOOKGLASS_MAX_QUEUED_BYTES;
  const collector = createByteCollector();
  let reserved = 0;
  return {
    add(chunk) {
      reserved += chunk.length;
      store[KEY] = (store[KEY] ?? 0) + chunk.length;
      if (reserved > maxBytes) return "too_large";
      // A body alone is always let through: the limit on its own size is the one that counts.
      if (store[KEY] > maxInFlight && store[KEY] > reserved) return "no_room";
      collector.add(chunk);
      return null;
    },
    bytes: collector.bytes,
    release() {
      store[KEY] = (store[KEY] ?? 0) - reserved;
      reserved = 0;
    },
  };
}
