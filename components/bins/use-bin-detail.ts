import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "#components/api.ts";
import type { BinDetail } from "#lib/bins/schema.ts";

/** A burst of hints becomes one read this long after the first of them. */
const REFRESH_DELAY_MS = 400;

/** A bin as last read from the server, with ways to read it again and to put in a newer one. */
export function useBinDetail(initial: BinDetail): {
  bin: BinDetail;
  refresh: () => void;
  replace: (bin: BinDetail) => void;
} {
  const [bin, setBin] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const binId = initial.id;
  useEffect(() => () => clearTimeout(timer.current), []);

  const refresh = useCallback(() => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(async () => {
      timer.current = undefined;
      // A failed read keeps what is shown; the connection status says that the server is away.
      const fresh = await api.get<BinDetail>(`/bins/${binId}`).catch(() => null);
      if (fresh !== null) setBin(fresh);
    }, REFRESH_DELAY_MS);
  }, [binId]);

  return { bin, refresh, replace: setBin };
}
