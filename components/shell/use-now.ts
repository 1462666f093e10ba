import { useEffect, useState } from "react";

/**
 * The time in milliseconds, renewed every `everyMs`. Starts at the server's, so that the first
 * render in the browser says the same as the server's did.
 */
export function useNow(initialMs: number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(initialMs);
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
