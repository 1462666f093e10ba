/** Points nearer than this share of the line would lie on each other. */
const LEAST_GAP = 0.04;

/**
 * Where points in time stand on a line, 0 to 1, by how many milliseconds after the first they are
 * (ascending). Pauses grow by the powers of ten: the line does, too, and keeps points apart.
 */
export function pointsOnLine(offsetsMs: readonly number[]): number[] {
  const last = offsetsMs.at(-1) ?? 0;
  if (last <= 0) return spread(offsetsMs.map(() => 0));
  const whole = Math.log1p(last / 1000);
  return spread(offsetsMs.map((ms) => Math.log1p(Math.max(0, ms) / 1000) / whole));
}

/** Pushes points apart to the right, and then all of them back onto the line. */
function spread(points: number[]): number[] {
  const gap = Math.min(LEAST_GAP, 1 / Math.max(1, points.length - 1));
  const pushed: number[] = [];
  for (const point of points) {
    const before = pushed.at(-1);
    pushed.push(before === undefined ? point : Math.max(point, before + gap));
  }
  const most = Math.max(1, pushed.at(-1) ?? 1);
  return pushed.map((point) => point / most);
}
