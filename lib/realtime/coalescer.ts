export type Coalescer<Item> = {
  add: (key: string, items: Item[]) => void;
  /** Drops what is waiting. */
  stop: () => void;
};

/**
 * Sends at most `perSecond` messages per key: the first at once, then whatever came meanwhile
 * together. Nothing is dropped and the order is kept.
 */
export function createCoalescer<Item>(input: {
  perSecond: number;
  send: (key: string, items: Item[]) => void;
}): Coalescer<Item> {
  const { perSecond, send } = input;
  const waiting = new Map<string, { items: Item[]; timer: NodeJS.Timeout }>();

  function pause(key: string): void {
    const timer = setTimeout(() => {
      const items = waiting.get(key)?.items ?? [];
      waiting.delete(key);
      if (items.length === 0) return;
      pause(key);
      send(key, items);
    }, 1000 / perSecond);
    waiting.set(key, { items: [], timer });
  }

  return {
    add(key, items) {
      const paused = waiting.get(key);
      if (paused) {
        paused.items.push(...items);
        return;
      }
      pause(key);
      send(key, items);
    },
    stop() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
