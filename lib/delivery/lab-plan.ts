import type { LabPattern } from "./schema.ts";

/** One request of a lab run: the repeated one, or another of the bin's in between. */
export type LabStep<Request> = { request: Request; afterMs: number };

/**
 * What is sent when. `at_once`: all together; `spaced`: one after another; `pairs`: two together,
 * then a pause; `shuffled`: one after another, in random order among as many other requests.
 * `random` gives numbers of [0, 1).
 */
export function planLab<Request>(input: {
  request: Request;
  others: readonly Request[];
  times: number;
  pattern: LabPattern;
  spacingMs: number;
  random: () => number;
}): LabStep<Request>[] {
  const { request, others, times, pattern, spacingMs, random } = input;
  const copies = Array.from({ length: times }, () => request);
  switch (pattern) {
    case "at_once":
      return copies.map((copy) => ({ request: copy, afterMs: 0 }));
    case "spaced":
      return copies.map((copy, index) => ({ request: copy, afterMs: index * spacingMs }));
    case "pairs":
      return copies.map((copy, index) => ({
        request: copy,
        afterMs: Math.floor(index / 2) * spacingMs,
      }));
    case "shuffled":
      return shuffle([...copies, ...others.slice(0, times)], random).map((sent, index) => ({
        request: sent,
        afterMs: index * spacingMs,
      }));
  }
}

/** Fisher–Yates. */
function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a !== undefined && b !== undefined) [shuffled[last], shuffled[other]] = [b, a];
  }
  return shuffled;
}
