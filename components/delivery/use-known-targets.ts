import { useReading } from "#components/delivery/use-reading.ts";
import type { Target } from "#lib/delivery/schema.ts";

/** A URL that requests of the bin were sent to before. */
export type RememberedTarget = { url: string; lastUsedAt: string };

/** Where a bin's requests can go: URLs used before, the last used first, and saved targets. */
export type KnownTargets = { items: readonly RememberedTarget[]; targets: readonly Target[] };

const NONE: KnownTargets = { items: [], targets: [] };

/** A bin's targets; none while loading, and none when they can't be read: typing a URL works all the same. */
export function useKnownTargets(binId: string): KnownTargets {
  return useReading<KnownTargets>(`/bins/${binId}/targets`).data ?? NONE;
}
