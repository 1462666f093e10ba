import type { RecheckProgress } from "./schema.ts";

/** One round of checking a bin's stored requests again. */
type Recheck = { round: symbol; progress: RecheckProgress };

// On globalThis: routes and pages are bundles of their own that must see the same rounds.
const KEY = Symbol.for("hookglass.rechecks");
const store = globalThis as { [KEY]?: Map<string, Recheck> };

function rechecks(): Map<string, Recheck> {
  store[KEY] ??= new Map();
  return store[KEY];
}

/** How far this process is with a bin's stored requests; null when it is at none of them. */
export function recheckProgress(binId: string): RecheckProgress | null {
  return rechecks().get(binId)?.progress ?? null;
}

/** A round that is under way until another one of the same bin starts. */
export type RecheckRound = {
  isOutdated: () => boolean;
  /** Notes how far it is. */
  advance: (progress: RecheckProgress) => void;
  end: () => void;
};

/** Starts a round of `total` requests in place of the one that may be under way. */
export function startRecheck(binId: string, total: number): RecheckRound {
  const round = Symbol(binId);
  rechecks().set(binId, { round, progress: { done: 0, total } });
  const isOutdated = () => rechecks().get(binId)?.round !== round;
  return {
    isOutdated,
    advance(progress) {
      if (!isOutdated()) rechecks().set(binId, { round, progress });
    },
    end() {
      if (!isOutdated()) rechecks().delete(binId);
    },
  };
}
