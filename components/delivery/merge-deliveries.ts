import type { Delivery, DeliveryState } from "#lib/delivery/schema.ts";

/** How far on a delivery is before its first attempt was begun, */
const AT_FIRST: Record<DeliveryState, number> = {
  ...{ queued: 0, running: 1, waiting: 2 },
  ...{ succeeded: 3, failed: 3, dead: 3, cancelled: 3 },
};
/** and after one was: then it is queued only when somebody has sent it again. */
const LATER: Record<DeliveryState, number> = {
  ...{ running: 0, waiting: 1, succeeded: 2, failed: 2, dead: 2 },
  ...{ queued: 3, cancelled: 4 },
};

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

/** Between attempts a delivery waits again: attempts count first. */
function isFurtherOn(delivery: Delivery, than: Delivery): boolean {
  const begun = delivery.attemptCount - than.attemptCount;
  if (begun !== 0) return begun > 0;
  const ended = delivery.attempts.length - than.attempts.length;
  if (ended !== 0) return ended > 0;
  const progress = delivery.attemptCount === 0 ? AT_FIRST : LATER;
  return progress[delivery.state] > progress[than.state];
}
