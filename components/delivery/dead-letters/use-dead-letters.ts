import { useState } from "react";
import { api, errorMessage } from "#components/api.ts";
import { useReading } from "#components/delivery/use-reading.ts";
import type { DeadLetter, DeadLetterPage } from "#lib/delivery/schema.ts";

const PAGE_ROWS = 50;

/** What dead deliveries are narrowed to; null: all. */
export type DeadLetterFilter = { reason: string | null; targetId: string | null };

/** The dead deliveries of a bin, or of all bins, and older pages when asked for. */
export type DeadLetters = {
  /** Null until first read. After a change of the filter the one before, whose counts hold on. */
  page: DeadLetterPage | null;
  /** Null while they are being read. */
  items: readonly DeadLetter[] | null;
  problem: string | null;
  reload: () => void;
  /** Null: there are no older ones. */
  loadOlder: (() => void) | null;
  loadingOlder: boolean;
};

/** Below the API: those of a bin, or for null of all the caller's bins. */
export function deadLettersPath(binId: string | null): string {
  return binId === null ? "/dead-letters" : `/bins/${binId}/dead-letters`;
}

/** Reads dead deliveries, the newest first. `binId` null: of all the caller's bins. */
export function useDeadLetters(binId: string | null, filter: DeadLetterFilter): DeadLetters {
  const query = new URLSearchParams({ limit: String(PAGE_ROWS) });
  if (filter.reason !== null) query.set("reason", filter.reason);
  if (filter.targetId !== null) query.set("targetId", filter.targetId);
  const path = `${deadLettersPath(binId)}?${query}`;
  const { data, problem, reload } = useReading<DeadLetterPage>(path);
  const [older, setOlder] = useState<{
    of: string;
    items: DeadLetter[];
    next: string | null;
  }>();
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [olderProblem, setOlderProblem] = useState<string | null>(null);
  const [known, setKnown] = useState(data);
  if (data !== null && data !== known) setKnown(data);
  const shown = older?.of === path ? older : undefined;
  const first = data?.items ?? [];
  const firstIds = new Set(first.map(({ id }) => id));
  const cursor = shown ? shown.next : (data?.nextCursor ?? null);

  const loadOlder = async () => {
    if (loadingOlder || cursor === null) return;
    setLoadingOlder(true);
    setOlderProblem(null);
    try {
      const page = await api.get<DeadLetterPage>(`${path}&cursor=${cursor}`);
      const before = shown?.items ?? first;
      setOlder({ of: path, items: [...before, ...page.items], next: page.nextCursor });
    } catch (error) {
      setOlderProblem(errorMessage(error));
    } finally {
      setLoadingOlder(false);
    }
  };
  return {
    page: data ?? known,
    items: data && [...first, ...(shown?.items ?? []).filter(({ id }) => !firstIds.has(id))],
    problem: problem ?? olderProblem,
    reload: () => {
      // What was redriven must not stay in the older pages.
      setOlder(undefined);
      reload();
    },
    loadOlder: cursor === null ? null : () => void loadOlder(),
    loadingOlder,
  };
}
