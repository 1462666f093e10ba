import { useEffect } from "react";
import { api } from "#components/api.ts";
import type { BinDetail } from "#lib/bins/schema.ts";

const POLL_EVERY_MS = 700;

/** Reads a bin again and again while its stored requests are checked, for pages that are not live. */
export function useRecheckPolling(bin: BinDetail, onRead: (bin: BinDetail) => void): void {
  useEffect(() => {
    if (bin.recheck === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      api.get<BinDetail>(`/bins/${bin.id}`, { signal }).then(
        (fresh) => {
          if (!signal.aborted) onRead(fresh);
        },
        // Whoever saves next is told that the server is away.
        () => {},
      );
    }, POLL_EVERY_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [bin, onRead]);
}
