import { inTwoUnits } from "#lib/delivery/retry-schedule.ts";
import { formatDuration } from "#lib/format.ts";

/** A pause in words: `695 ms`, `5 s`, `1 d 3 h`. */
export function gapWords(ms: number): string {
  return ms > 0 && ms < 1_000 ? formatDuration(ms) : inTwoUnits(ms);
}
