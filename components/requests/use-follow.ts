import { useEffect, useRef } from "react";

/** However fast requests arrive, this is how often another one is opened. */
const FOLLOW_EVERY_MS = 400;

/** While `follow` is on, opens the newest request whenever there is another one. */
export function useFollow(
  follow: boolean,
  newestId: string | null,
  open: (requestId: string) => void,
): void {
  const latest = useRef({ newestId, open });
  useEffect(() => {
    latest.current = { newestId, open };
  });
  useEffect(() => {
    if (!follow) return;
    const step = () => {
      const { newestId: id, open: show } = latest.current;
      if (id !== null) show(id);
    };
    step();
    const timer = setInterval(step, FOLLOW_EVERY_MS);
    return () => clearInterval(timer);
  }, [follow]);
}
