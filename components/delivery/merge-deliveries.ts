import type { Delivery, DeliveryState } from "#lib/delivery/schema.ts";

const PROGRESS: Record<DeliveryState, number> = { queued: 0, running: 1, succeeded: 2, failed: 2 };

/**
 * Deliveries with newer news of some of them, newest first. What is pushed and what is read may come
 * in any order: of two states of one delivery the one that is further on stays, and what was known when
 * both are the same, since lists leave out long answers.
 */
export function mergeDeliveries(
  known: readonly Delivery[],
  news: readonly Delivery[],
): readonly Delivery[] {
  const byId = new Map(known.map((delivery) => [delivery.id, delivery]));
  for (const delivery of news) {
    const before = byId.get(delivery.id);
    if (before === undefined || isFurtherOn(delivery, before)) byId.set(delivery.id, delivery);
  }
  // Ids are UUIDv7: they sort by when they were made.
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** True while more is to come of a delivery. */
export function isUnderWay({ state }: Delivery): boolean {
  return state === "queued" || state === "running";
}

/** Between attempts a delivery waits again: attempts count first. */
function isFurtherOn(delivery: Delivery, than: Delivery): boolean {
  const attempts = delivery.attempts.length - than.attempts.length;
  return attempts === 0 ? PROGRESS[delivery.state] > PROGRESS[than.state] : attempts > 0;
}
