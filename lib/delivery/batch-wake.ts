import { EventEmitter } from "node:events";

// On globalThis: route handlers (Next's bundle) wake the runner that server.ts has started.
const KEY = Symbol.for("hookglass.batch-wake");
const store = globalThis as { [KEY]?: EventEmitter };

function emitter(): EventEmitter {
  store[KEY] ??= new EventEmitter();
  return store[KEY];
}

/** Says that there is a new batch; whoever misses it finds out by polling. */
export function wakeBatchRunner(): void {
  emitter().emit("wake");
}

/** Calls `onWake` for every new batch of this process; returns the function that stops it. */
export function listenForBatches(onWake: () => void): () => void {
  emitter().on("wake", onWake);
  return () => emitter().off("wake", onWake);
}
