import { useEffect, useState } from "react";
import { api } from "#components/api.ts";

/** A URL that requests of the bin were sent to before. */
export type RememberedTarget = { url: string; lastUsedAt: string };

/** A bin's targets, the last used first; none while loading, and none when they can't be read. */
export function useRememberedTargets(binId: string): RememberedTarget[] {
  const [targets, setTargets] = useState<RememberedTarget[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    api
      .get<{ items: RememberedTarget[] }>(`/bins/${binId}/targets`, { signal: controller.signal })
      .then(
        ({ items }) => setTargets(items),
        // Typing a URL works all the same, and sending it will say what is wrong.
        () => {},
      );
    return () => controller.abort();
  }, [binId]);
  return targets;
}
