/** A line that both have, or that one of them has alone. */
export type EditedLine = { kind: "same" | "removed" | "added"; text: string };

/** Beyond so many changes they are shown as one block taken out and one put in. */
const MAX_CHANGES = 400;

/**
 * The fewest lines to take out and put in: E. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986. Time and memory grow with how much changed, not with how long the text is.
 */
export function shortestEdit(a: readonly string[], b: readonly string[]): EditedLine[] {
  const steps = furthestPaths(a, b);
  if (steps === null) {
    return [...a.map((text) => line("removed", text)), ...b.map((text) => line("added", text))];
  }
  const lines: EditedLine[] = [];
  let [x, y] = [a.length, b.length];
  const goBackTo = (fromX: number) => {
    while (x > fromX) {
      x -= 1;
      y -= 1;
      lines.push(line("same", a[x]));
    }
  };
  for (const furthest of steps.toReversed()) {
    const diagonal = x - y;
    const isPutIn = comesDown(furthest, diagonal);
    goBackTo(isPutIn ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1);
    if (isPutIn) y -= 1;
    else x -= 1;
    lines.push(isPutIn ? line("added", b[y]) : line("removed", a[x]));
  }
  goBackTo(0);
  return lines.reverse();
}

/** How far in `a` each diagonal is reached, with one change more in each step; null: too many. */
function furthestPaths(
  a: readonly string[],
  b: readonly string[],
): ReadonlyMap<number, number>[] | null {
  const steps: ReadonlyMap<number, number>[] = [];
  let furthest: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let changes = 0; changes <= MAX_CHANGES; changes += 1) {
    const next = new Map<number, number>();
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const isDown = comesDown(furthest, diagonal);
      let x = isDown ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return steps;
    }
    steps.push(next);
    furthest = next;
  }
  return null;
}

/** Whether a diagonal is reached furthest by putting a line in, rather than by taking one out. */
function comesDown(furthest: ReadonlyMap<number, number>, diagonal: number): boolean {
  return at(furthest, diagonal - 1) < at(furthest, diagonal + 1);
}

function at(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? -1;
}

function line(kind: EditedLine["kind"], text = ""): EditedLine {
  return { kind, text };
}
