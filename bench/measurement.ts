export type Unit = "" | "/s" | "µs" | "ms" | "s" | "MiB" | "KB";

/** One figure, with what it should be where that was said beforehand. */
export type Measurement = {
  name: string;
  value: number;
  unit: Unit;
  target?: { atLeast: number } | { atMost: number };
  /** What helps to judge it: the spread, what it is made of. */
  note?: string;
};

/** The settings of a run. */
export type BenchOptions = {
  /** How long each load lasts, without its warm-up. */
  seconds: number;
};

/** One `npm run bench -- <part>`. */
export type BenchPart = {
  title: string;
  run: (options: BenchOptions) => Promise<Measurement[]>;
};

/** Null when there is no target. */
export function meetsTarget({ value, target }: Measurement): boolean | null {
  if (target === undefined) return null;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}
