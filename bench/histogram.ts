/** Values with how often each was seen, the smallest first. */
export type Histogram = [value: number, count: number][];

/** Everything that was seen in any of them. */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const counts = new Map<number, number>();
  for (const [value, count] of histograms.flat()) {
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** The smallest value that at least `percent` of all are not above; 0 of nothing. */
export function percentile(histogram: Histogram, percent: number): number {
  const total = histogram.reduce((sum, [, count]) => sum + count, 0);
  const wanted = (total * percent) / 100;
  let seen = 0;
  for (const [value, count] of histogram) {
    seen += count;
    if (seen >= wanted) return value;
  }
  return 0;
}

/** The same of single values. */
export function percentileOf(values: readonly number[], percent: number): number {
  return percentile(mergeHistograms([values.map((value) => [value, 1])]), percent);
}
