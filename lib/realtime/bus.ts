import { EventEmitter } from "node:events";
import type { BusEvents } from "./events.ts";

// On globalThis: server.ts and Next's bundle are two module graphs that must share one bus.
const KEY = Symbol.for("hookglass.bus");
const store = globalThis as { [KEY]?: EventEmitter };

function bus(): EventEmitter {
  store[KEY] ??= new EventEmitter().setMaxListeners(0);
  return store[KEY];
}

/** Tells this process's listeners. Call it only after the fact is committed. */
export function publish<Name extends keyof BusEvents>(name: Name, event: BusEvents[Name]): void {
  bus().emit(name, event);
}

/** Calls `listener` for every such event; returns the function that stops it. */
export function subscribe<Name extends keyof BusEvents>(
  name: Name,
  listener: (event: BusEvents[Name]) => void,
): () => void {
  bus().on(name, listener);
  return () => bus().off(name, listener);
}
