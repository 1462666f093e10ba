import { useCallback, useRef, useState } from "react";
import { api } from "#components/api.ts";
import type { BinDetail } from "#lib/bins/schema.ts";

/** A bin as last read from the server, with ways to read it again and to put in a newer one. */
export function useBinDetail(initial: BinDetail): {
  bin: BinDetail;
  refresh: () => void;
  replace: (bin: BinDetail) => void;
} {
  const [bin, setBin] = useState(initial);
  const reading = useRef<"no" | "yes" | "again">("no");
  const binId = initial.id;

  const refresh = useCallback(async () => {
    if (reading.current !== "no") {
      reading.current = "again";
      return;
    }
    do {
      reading.current = "yes";
      // A failed read keeps what is shown; the connection status says that the server is away.
      const fresh = await api.get<BinDetail>(`/bins/${binId}`).catch(() => null);
      if (fresh !== null) setBin(fresh);
    } while (isWanted(reading));
    reading.current = "no";
  }, [binId]);

  return { bin, refresh, replace: setBin };
}

/** Whether something changed while the bin was being read. */
function isWanted(reading: { current: string }): boolean {
  return reading.current === "again";
}
