import type { Delivery } from "#lib/delivery/schema.ts";

/** A delivery with those that its answer was sent on by. */
export type DeliveryBranch = { delivery: Delivery; next: DeliveryBranch[] };

/**
 * Deliveries as chains: each below the one whose answer it carries on, the newest chain first. One
 * whose parent is not among them begins a chain of its own.
 */
export function deliveryBranches(deliveries: readonly Delivery[]): DeliveryBranch[] {
  const branches = new Map(
    deliveries.map((delivery): [string, DeliveryBranch] => [delivery.id, { delivery, next: [] }]),
  );
  const roots: DeliveryBranch[] = [];
  for (const branch of branches.values()) {
    const { parentId } = branch.delivery;
    const parent = parentId === null ? undefined : branches.get(parentId);
    (parent?.next ?? roots).push(branch);
  }
  return roots;
}
