import { useEffect, useRef, useState } from "react";
import { api } from "#components/api.ts";
import type { DeadLetterPage } from "#lib/delivery/schema.ts";

/** Counting reads all of a bin's dead deliveries: a busy bin is not counted more often. */
const COUNT_EVERY_MS = 3_000;

/** How many dead deliveries a bin has, counted again soon after `version` changes; null until known. */
export function useDeadLetterCount(binId: string, version: unknown): number | null {
  const [count, setCount] = useState<number | null>(null);
  const nextAtMs = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // Another version only asks for a count, and one that is coming will do.
  useEffect(() => {
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        nextAtMs.current = Date.now() + COUNT_EVERY_MS;
        api.get<DeadLetterPage>(`/bins/${binId}/dead-letters?limit=1`).then(
          ({ total }) => setCount(total),
          // Counted again at the next change.
          () => {},
        );
      },
      Math.max(0, nextAtMs.current - Date.now()),
    );
  }, [binId, version]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return count;
}
