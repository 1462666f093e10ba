import type { BinVerifier } from "#lib/bins/verifier.ts";

/** Another server may have changed a bin: believe what was read for this long only. */
const FRESH_MS = 5_000;
const MAX_ENTRIES = 10_000;

export type BinCache = {
  /** A promise on a miss, the value itself on a hit: the hot path then stays synchronous. */
  find: (slug: string) => BinVerifier | null | Promise<BinVerifier | null>;
  /** Forgets a bin that was changed or deleted here. */
  forget: (binId: string) => void;
};

/** Remembers bins by slug, and slugs that do not exist, oldest out first. */
export function createBinCache(
  load: (slug: string) => Promise<BinVerifier | null>,
  nowMs: () => number,
): BinCache {
  const entries = new Map<string, { bin: BinVerifier | null; untilMs: number }>();
  const loading = new Map<string, Promise<BinVerifier | null>>();
  let generation = 0;

  function start(slug: string): Promise<BinVerifier | null> {
    const startedIn = generation;
    const promise = load(slug)
      .then((bin) => {
        if (startedIn === generation) remember(slug, bin);
        return bin;
      })
      .finally(() => loading.delete(slug));
    loading.set(slug, promise);
    return promise;
  }

  function remember(slug: string, bin: BinVerifier | null): void {
    entries.delete(slug);
    if (entries.size >= MAX_ENTRIES) {
      const oldest = entries.keys().next().value;
      if (oldest !== undefined) entries.delete(oldest);
    }
    entries.set(slug, { bin, untilMs: nowMs() + FRESH_MS });
  }

  return {
    find(slug) {
      const entry = entries.get(slug);
      if (entry && entry.untilMs > nowMs()) return entry.bin;
      return loading.get(slug) ?? start(slug);
    },
    forget(binId) {
      generation += 1;
      loading.clear();
      for (const [slug, entry] of entries) {
        if (entry.bin === null || entry.bin.id === binId) entries.delete(slug);
      }
    },
  };
}
