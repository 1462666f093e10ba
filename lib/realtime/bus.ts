import { EventEmitter } from "node:events";
import { logger } from "#lib/logger.ts";
import type { BusEvents } from "./events.ts";

// On globalThis: server.ts and Next's bundle are two module graphs that must share one bus.
const KEY = Symbol.for("hookglass.bus");
const store = globalThis as { [KEY]?: EventEmitter };

function bus(): EventEmitter {
  store[KEY] ??= new EventEmitter().setMaxListeners(0);
  return store[KEY];
}

/**
 * Tells this process's listeners. Call it only after the fact is committed: a listener that throws
 * is logged, and neither the others nor the caller notice.
 */
export function publish<Name extends keyof BusEvents>(name: Name, event: BusEvents[Name]): void {
  for (const listener of bus().listeners(name)) {
    try {
      listener(event);
    } catch (error) {
      logger.error({ err: error, event: name }, "a listener failed");
    }
  }
}

/** Calls `listener` for every such event; returns the function that stops it. */
export function subscribe<Name extends keyof BusEvents>(
  name: Name,
  listener: (event: BusEvents[Name]) => void,
): () => void {
  bus().on(name, listener);
  return () => bus().off(name, listener);
}
