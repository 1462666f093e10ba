import { useReading } from "#components/delivery/use-reading.ts";
import type { Target } from "#lib/delivery/schema.ts";

/** A bin's saved targets; null until first read. `problem`: the last reading failed. */
export type Targets = {
  targets: readonly Target[] | null;
  problem: string | null;
  reload: () => void;
  /** Puts in what a call answered, before the list is read again. */
  put: (target: Target) => void;
  remove: (id: string) => void;
};

/** Reads a bin's targets, and again when asked to. `binId` null: nothing. */
export function useTargets(binId: string | null): Targets {
  const { data, problem, reload, change } = useReading<{ targets: readonly Target[] }>(
    binId === null ? null : `/bins/${binId}/targets`,
  );
  return {
    targets: data?.targets ?? null,
    problem,
    reload,
    put: (target) => change(({ targets }) => ({ targets: withTarget(targets, target) })),
    remove: (id) =>
      change(({ targets }) => ({ targets: targets.filter((other) => other.id !== id) })),
  };
}

function withTarget(targets: readonly Target[], target: Target): readonly Target[] {
  if (!targets.some(({ id }) => id === target.id)) return [...targets, target];
  return targets.map((other) => (other.id === target.id ? target : other));
}
