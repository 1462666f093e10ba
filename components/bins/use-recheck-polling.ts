import { useEffect } from "react";
import { api } from "#components/api.ts";
import type { BinDetail } from "#lib/bins/schema.ts";

const POLL_EVERY_MS = 700;

/** Reads a bin again and again while its stored requests are checked, for pages that are not live. */
export function useRecheckPolling(bin: BinDetail, onRead: (bin: BinDetail) => void): void {
  const { id } = bin;
  const isUnderWay = bin.recheck !== null;
  useEffect(() => {
    if (!isUnderWay) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setInterval(() => {
      api.get<BinDetail>(`/bins/${id}`, { signal }).then(
        (fresh) => {
          if (!signal.aborted) onRead(fresh);
        },
        // The next one may come through.
        () => {},
      );
    }, POLL_EVERY_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [id, isUnderWay, onRead]);
}
