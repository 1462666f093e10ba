"use client";

import { useEffect, useRef, useState } from "react";
import { useLiveBin } from "#components/realtime/live-bin-provider.tsx";
import { formatCount } from "#lib/format.ts";

/** At most one sentence in this time, however many requests arrive. */
const ANNOUNCE_EVERY_MS = 5000;

/** Tells screen readers, politely and seldom, that requests have arrived. */
export function ArrivalAnnouncer() {
  const live = useLiveBin();
  const [sentence, setSentence] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let told = live.getState().list.rows[0]?.id ?? "";
    const tell = () => {
      timer.current = undefined;
      const { rows } = live.getState().list;
      const [newest] = rows;
      if (!newest || newest.id <= told) return;
      const firstOld = rows.findIndex((row) => row.id <= told);
      const count = firstOld < 0 ? rows.length : firstOld;
      told = newest.id;
      setSentence(
        `${formatCount(count, "new request")}, newest ${newest.method} ${newest.path.slice(0, 80)}`,
      );
      timer.current = setTimeout(tell, ANNOUNCE_EVERY_MS);
    };
    const stop = live.subscribe(() => {
      const newest = live.getState().list.rows[0]?.id ?? "";
      if (newest > told && timer.current === undefined) timer.current = setTimeout(tell, 300);
    });
    return () => {
      stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [live]);

  return (
    <p aria-live="polite" className="sr-only" data-testid="arrivals">
      {sentence}
    </p>
  );
}
