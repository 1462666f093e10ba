import { useEffect } from "react";
import { type Reading, useReading } from "./use-reading.ts";

const READ_EVERY_MS = 1_000;

/** Reads a path again and again until what it answers is final. Null: nothing to read. */
export function useRepeatedReading<Data>(
  path: string | null,
  isFinal: (data: Data) => boolean,
): Reading<Data> {
  const reading = useReading<Data>(path);
  const { data, reload } = reading;
  const done = path === null || (data !== null && isFinal(data));
  useEffect(() => {
    if (done) return;
    const timer = setInterval(reload, READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [done, reload]);
  return reading;
}
