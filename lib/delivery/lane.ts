import { createHash } from "node:crypto";

/** How the lanes of what a person sends begin: never held up by pauses or breakers. */
export const BY_HAND = "hand:";

/**
 * The lane of a delivery to a saved target that comes by itself. Deliveries of one lane share limits;
 * a target that keeps an order by key has a lane for each key.
 */
export function targetLane(targetId: string, orderKey: string | null): string {
  if (orderKey === null) return `target:${targetId}`;
  const hash = createHash("sha256").update(orderKey).digest("base64url").slice(0, 22);
  return `target:${targetId}:${hash}`;
}

/**
 * The lane of later attempts at what a person sent to a saved target: they come by themselves, so that
 * they heed its pause, its limits and its end.
 */
export function laterLane(targetId: string): string {
  return `${targetLane(targetId, null)}:later`;
}

/** The lane of what a person sends from a bin to a URL, saved or not. */
export function handLane(binId: string, url: string): string {
  return `${handLanesOf(binId)}${new URL(url).origin}`;
}

/** What all lanes begin with that a person uses in a bin. */
export function handLanesOf(binId: string): string {
  return `${BY_HAND}${binId}:`;
}

/** True for what a person sent. */
export function isByHand(lane: string): boolean {
  return lane.startsWith(BY_HAND);
}
